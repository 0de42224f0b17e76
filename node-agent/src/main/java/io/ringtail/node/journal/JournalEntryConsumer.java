package io.ringtail.node.journal;

import io.ringtail.node.entry.LogEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the entries of one journal, in its order. Threading: the reading thread. */
@FunctionalInterface
public interface JournalEntryConsumer {
  /**
   * All that is given is valid during the call.
   *
   * <p>Whoever puts the entry into a batch opens the batch's span at {@link LogEntry#startPosition}
   * before it returns: an entry without a span counts as done with.
   *
   * @param entry the text of MESSAGE without its last newline, and when journald received it; empty
   *     where the entry has no message
   * @param fields under the names and in the order of the configuration, MESSAGE among them if it
   *     is asked for; all that the journal has, in its own words, if the configuration names none.
   *     A value is a String, with U+FFFD for what is no UTF-8, a List of these where the entry has
   *     the field more than once, or null where journalctl does not show it
   * @param unit _SYSTEMD_UNIT; null where a unit is not known: the kernel's entries, for one
   */
  void take(LogEntry entry, Map<String, @Nullable Object> fields, @Nullable String unit);

  /**
   * Whether the journal should be read further now; false while the destination of its entries is
   * behind. What is given all the same is taken.
   */
  default boolean isReady() {
    return true;
  }
}
