package io.ringtail.node.kubernetes;

/** The value of an annotation means nothing to us. */
final class IllegalDirectiveException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String legal;

  /**
   * @param legal what it should be instead
   */
  IllegalDirectiveException(String legal) {
    super(legal);
    this.legal = legal;
  }

  String legal() {
    return legal;
  }
}
