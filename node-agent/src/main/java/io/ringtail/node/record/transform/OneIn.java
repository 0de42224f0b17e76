package io.ringtail.node.record.transform;

/** Lets the first of so many through, and then the next first. Threading: one thread. */
final class OneIn {
  private final int count;
  private int seen;

  OneIn(int count) {
    this.count = count;
  }

  boolean take() {
    boolean first = seen == 0;
    seen = seen + 1 == count ? 0 : seen + 1;
    return first;
  }
}
