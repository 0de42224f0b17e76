package io.ringtail.node.journal;

import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.Position;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From the lines that journalctl prints to the entries that are handed on, each one once. */
final class EntryReader {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final SourceConfig.Journal config;
  private final JournalProgress progress;
  private final Notices notices;
  private final JournalEntryConsumer consumer;
  private final EntryParser parser;
  private final Set<String> excludedFacilities;
  private final LogEntry entry = new LogEntry();

  /** The entry that was read last before journalctl was started: it is shown again, first. */
  private @Nullable String awaitedCursor;

  private boolean hasReadSinceStart;
  private long entries;
  private long newestEpochMicros;

  EntryReader(
      SourceConfig.Journal config,
      JournalProgress progress,
      Notices notices,
      JournalEntryConsumer consumer) {
    this.config = config;
    this.progress = progress;
    this.notices = notices;
    this.consumer = consumer;
    this.parser = new EntryParser(config);
    this.excludedFacilities =
        config.excludedFacilities().stream().map(String::valueOf).collect(Collectors.toSet());
  }

  /** Journalctl is started at {@code from}. */
  void startsAt(Bookmark from) {
    awaitedCursor = from instanceof Bookmark.After after ? after.cursor() : null;
    hasReadSinceStart = false;
  }

  boolean hasReadSinceStart() {
    return hasReadSinceStart;
  }

  /** Whether the entry at which reading stopped has not shown up yet. */
  boolean isCursorAwaited() {
    return awaitedCursor != null;
  }

  long entries() {
    return entries;
  }

  long newestEpochMillis() {
    return newestEpochMicros / 1_000;
  }

  /** Whether more should be read now. */
  boolean isReady() {
    return consumer.isReady();
  }

  /** One line of output. */
  void line(LineBuffer line) {
    if (line.lineLength() == 0 || line.bytes()[line.lineStart()] != '{') {
      // "-- No entries --", "-- Journal begins at ... --"
      return;
    }
    boolean isCut = line.lineOriginalBytes() > 0;
    try {
      parser.parse(line.bytes(), line.lineStart(), line.lineLength(), isCut);
    } catch (IOException e) {
      tell(
          "broken", "a line of journalctl's output is no JSON, and is left out: " + e.getMessage());
      return;
    }
    if (isCut) {
      tell(
          "long",
          "an entry has "
              + line.lineOriginalBytes()
              + " bytes; it is shortened to "
              + line.lineLength()
              + ", and so are others as long");
    }
    take(line.lineOriginalBytes());
  }

  /** It will not show up: told, and reading goes on with the next that is there. */
  void cursorIsGone() {
    awaitedCursor = null;
    tell(
        "gap",
        "the entry at which reading stopped is no longer shown. What journald deleted after it and"
            + " before now is lost; if the selection was changed, nothing may be missing");
  }

  /** Journalctl cannot read it, so the next start is by time. */
  void cursorIsRefused() {
    if (awaitedCursor != null) {
      progress.advance(new Bookmark.After(awaitedCursor).fallback());
    }
    cursorIsGone();
  }

  private void take(long originalBytes) {
    String cursor = parser.cursor();
    String awaited = awaitedCursor;
    if (awaited != null) {
      if (awaited.equals(cursor)) {
        awaitedCursor = null;
        return;
      }
      cursorIsGone();
    }
    hasReadSinceStart = true;
    progress.advance(cursor == null ? progress.read() : new Bookmark.After(cursor));
    newestEpochMicros = parser.epochMicros();
    long ordinal = entries++;
    if (isExcluded(parser.value(EntryFields.FACILITY))) {
      return;
    }
    setText(parser.value(EntryFields.MESSAGE));
    entry.epochSecond = Math.floorDiv(newestEpochMicros, MICROS_PER_SECOND);
    entry.nanoOfSecond = (int) Math.floorMod(newestEpochMicros, MICROS_PER_SECOND) * 1_000;
    entry.originalBytes = originalBytes;
    entry.startPosition = Position.of(0, ordinal);
    entry.endPosition = Position.of(0, ordinal + 1);
    consumer.take(
        entry,
        parser.fields(),
        parser.value(EntryFields.UNIT) instanceof String unit ? unit : null);
  }

  private void setText(@Nullable Object message) {
    Object first =
        message instanceof List<?> several && !several.isEmpty() ? several.get(0) : message;
    byte[] bytes =
        first instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
    entry.bytes = bytes;
    entry.offset = 0;
    entry.length = bytes.length;
    if (bytes.length > 0 && bytes[bytes.length - 1] == '\n') {
      entry.length--;
    }
  }

  private boolean isExcluded(@Nullable Object facility) {
    if (facility instanceof List<?> several) {
      return several.stream().anyMatch(this::isExcluded);
    }
    return facility instanceof String text && excludedFacilities.contains(text);
  }

  private void tell(String key, String text) {
    notices.tell(
        Weight.WARNING,
        "journal-" + key + ":" + config.name(),
        "source " + config.name() + ": " + text);
  }
}
