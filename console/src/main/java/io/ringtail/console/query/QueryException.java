package io.ringtail.console.query;

/** A query that is not understood: where, and why, in plain words. */
public final class QueryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int position;
  private final int length;

  QueryException(int position, int length, String message) {
    super(message);
    this.position = position;
    this.length = length;
  }

  /** Of the first character concerned, from 0. */
  public int position() {
    return position;
  }

  /** How many characters are concerned; 0 at the end of the query. */
  public int length() {
    return length;
  }
}
