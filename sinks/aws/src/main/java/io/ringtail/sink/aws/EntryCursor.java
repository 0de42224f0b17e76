package io.ringtail.sink.aws;

/**
 * Goes once through the entries of a request, and through each one's data piece by piece, where the
 * bytes are: nothing is copied, and no object is made for an entry.
 *
 * <p>What it returns is good until the next call. Threading: one thread.
 */
public interface EntryCursor {
  /** Goes to the next entry, before its first piece; false after the last one. */
  boolean nextEntry();

  /** Goes to the next piece of the entry's data; false after its last one. */
  boolean nextPiece();

  /** Where the piece's bytes are. */
  byte[] array();

  int offset();

  int length();

  /** All of the entry's data, in bytes. */
  int dataBytes();

  /** What ends the entry in JSON, after the quote behind its data. */
  byte[] closing();
}
