package io.ringtail.node.agent;

import io.ringtail.node.entry.Progress;

/** Of records that come from no log. */
enum NoProgress implements Progress {
  INSTANCE;

  @Override
  public Span open(long fromPosition) {
    return NoProgress::settled;
  }

  @Override
  public long originId(long position) {
    return 0;
  }

  @Override
  public long number(long position) {
    return position;
  }

  private static void settled() {}
}
