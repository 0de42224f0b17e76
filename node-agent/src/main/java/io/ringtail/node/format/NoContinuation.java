package io.ringtail.node.format;

/** {@code multiline: off}: each line is an entry. */
enum NoContinuation implements Continuation {
  INSTANCE;

  @Override
  public boolean begin(Line line) {
    return false;
  }

  @Override
  public Verdict next(Line first, Line line) {
    return Verdict.BREAK;
  }
}
