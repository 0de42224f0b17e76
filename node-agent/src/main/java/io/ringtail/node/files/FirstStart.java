package io.ringtail.node.files;

import io.ringtail.node.checkpoint.Checkpoints;
import io.ringtail.node.files.FoundLog.Start;
import java.util.List;

/**
 * Whether a source has run before, with the same patterns: then a log that is there and has no
 * checkpoint appeared while the agent was away.
 */
final class FirstStart {
  private final boolean first;
  private final boolean damaged;

  FirstStart(String source, List<String> include, List<String> exclude, Checkpoints checkpoints) {
    String key = "source:" + source;
    String patterns = String.join("\n", include) + "\n!\n" + String.join("\n", exclude);
    this.first = !patterns.equals(checkpoints.saved(key));
    this.damaged = checkpoints.isDamaged();
    checkpoints.remember(key, () -> patterns);
  }

  /** Where to begin with a log that is there when the source starts. */
  Start of(boolean container, boolean fromHead) {
    if (damaged) {
      // The rotated files of a host may be years old; those of a container are minutes old.
      return container ? Start.OLDEST : Start.HEAD;
    }
    if (first) {
      return fromHead ? Start.HEAD : Start.END;
    }
    return Start.OLDEST;
  }
}
