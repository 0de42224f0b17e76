package io.ringtail.node.files;

import java.io.IOException;
import java.util.List;

/**
 * What becomes of a file that was truncated. What was not read is lost, unless somebody has made a
 * copy first, as logrotate's copytruncate does.
 *
 * <p>Threading: the reading thread.
 */
final class Truncation {
  private final Chain chain;

  Truncation(Chain chain) {
    this.chain = chain;
  }

  /** The file that is written to was truncated: what it holds now is a generation of its own. */
  void of(List<Sibling> found, long now) throws IOException {
    chain.changed();
    Generation cut = chain.last();
    Generation fresh = new Generation(cut.id, cut.name, 0);
    fresh.content = cut.content;
    cut.content = null;
    chain.add(fresh);
    for (Generation each : chain.succeeded()) {
      if (each.id.equals(fresh.id) && each.isWanted()) {
        each.close();
        each.succeeded(now - Chain.GRACE_NANOS);
        findCopy(each, found);
      }
    }
  }

  private void findCopy(Generation cut, List<Sibling> found) throws IOException {
    long known = Math.min(cut.size, cut.end);
    for (Sibling each : found) {
      if (each.rotated() != null && cut.print.length() > 0 && cut.opens(each)) {
        cut.id = each.id();
        cut.name = each.name();
        long copied = cut.content == null ? 0 : cut.content.size();
        if (copied < known) {
          chain.losses().lost(known - copied, "truncated");
          cut.size = copied;
        }
        return;
      }
    }
    chain.losses().lost(cut.unread(), "truncated");
    cut.cut();
  }
}
