package io.ringtail.node.entry;

/** Takes whole entries, in the order of the log. Threading: the reading thread. */
@FunctionalInterface
public interface EntryConsumer {
  /**
   * @param entry valid during the call
   */
  void take(LogEntry entry);
}
