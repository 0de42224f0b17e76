package io.ringtail.node.http;

/**
 * One thing that is looked at to say whether the agent does its work.
 *
 * @param name of what is looked at
 * @param sentence what was found, and what happens now where it is not well
 */
record Check(String name, State state, String sentence) {
  enum State {
    OK("ok"),
    /** Somebody should look at it; the rest of the agent does its work. */
    DEGRADED("degraded"),
    FAILED("failed");

    private final String label;

    State(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  static Check ok(String name, String sentence) {
    return new Check(name, State.OK, sentence);
  }

  static Check degraded(String name, String sentence) {
    return new Check(name, State.DEGRADED, sentence);
  }

  static Check failed(String name, String sentence) {
    return new Check(name, State.FAILED, sentence);
  }

  boolean hasFailed() {
    return state == State.FAILED;
  }
}
