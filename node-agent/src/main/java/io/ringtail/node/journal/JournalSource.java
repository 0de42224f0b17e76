package io.ringtail.node.journal;

import io.ringtail.node.checkpoint.Checkpoints;
import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.entry.LogSource;
import io.ringtail.node.entry.Progress;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The systemd journal, as journalctl prints it.
 *
 * <p>Journalctl is started again whenever it ends, after the last entry that was read, with pauses
 * of 1 s to 60 s; what keeps it from running is told once and never stops other sources. After a
 * restart of the agent it begins after the entry up to which everything was acknowledged. What
 * journald deleted before it was read is told, but cannot be counted.
 *
 * <p>Threading: the reading thread.
 */
public final class JournalSource implements LogSource {
  /** As it is found on the PATH. */
  public static final String JOURNALCTL = "journalctl";

  /**
   * Of JSON, and longer entries are shortened. A message of 1 MiB, the most that CloudWatch Logs
   * takes, fits in even as an array of numbers.
   */
  static final int MAX_ENTRY_BYTES = 5 << 20;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Journalctl shows the entry of a cursor at once, unless it is gone. */
  private static final long CURSOR_SECONDS = 60;

  /** Of `--until-eof`: so many starts without an entry, and we go on without this journal. */
  private static final int MAX_FAILURES_UNTIL_EOF = 3;

  private final SourceConfig.Journal config;
  private final String program;
  private final boolean untilEof;
  private final Notices notices;
  private final Clock clock;
  private final JournalProgress progress;
  private final EntryReader reader;
  private final LineBuffer lines = new LineBuffer(MAX_ENTRY_BYTES);
  private final RestartPause pause = new RestartPause();

  private @Nullable Journalctl journalctl;
  private long startedAtNanos;
  private long readBytes;
  private long restarts;
  private boolean isAtEnd;
  private boolean isClosed;
  private @Nullable String problem;

  /**
   * @param program the name or path of journalctl
   * @param untilEof whether to read what is there now, and no more
   * @param opener makes what takes the entries; it is given what batches report to
   */
  public JournalSource(
      SourceConfig.Journal config,
      String program,
      boolean untilEof,
      Checkpoints checkpoints,
      Notices notices,
      Clock clock,
      Function<Progress, JournalEntryConsumer> opener) {
    this.config = config;
    this.program = program;
    this.untilEof = untilEof;
    this.notices = notices;
    this.clock = clock;
    String key = "journal:" + config.name();
    this.progress = new JournalProgress(startingPlace(checkpoints.saved(key)));
    this.reader = new EntryReader(config, progress, notices, opener.apply(progress));
    checkpoints.remember(key, () -> progress.settled().text());
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public void look(long nowNanos) {
    Journalctl running = journalctl;
    if (isClosed || isAtEnd) {
      return;
    }
    if (running == null) {
      if (pause.isOver(nowNanos)) {
        start(nowNanos);
      }
      return;
    }
    if (reader.isCursorAwaited() && nowNanos - startedAtNanos > CURSOR_SECONDS * NANOS_PER_SECOND) {
      reader.cursorIsGone();
    }
    if (running.isAlive()) {
      List<String> said = running.takeSaid();
      if (!said.isEmpty()) {
        tell(Weight.WARNING, "says", "journalctl says: " + String.join("; ", said));
      }
    } else if (!running.hasMore()) {
      ended(running, running.takeSaid(), nowNanos);
    }
  }

  @Override
  public int read(int quantumBytes) {
    Journalctl running = journalctl;
    if (running == null || !reader.isReady()) {
      return 0;
    }
    int total = 0;
    try {
      while (total < quantumBytes) {
        int read = lines.readFrom(running.output(), quantumBytes - total);
        if (read == 0) {
          break;
        }
        total += read;
        while (lines.next()) {
          reader.line(lines);
        }
      }
    } catch (IOException e) {
      // Its end shows at the next look.
    }
    readBytes += total;
    return total;
  }

  @Override
  public boolean isAtEnd() {
    return isAtEnd;
  }

  /** For health and metrics. */
  public JournalStatus status() {
    return new JournalStatus(
        reader.entries(), readBytes, restarts, reader.newestEpochMillis(), problem);
  }

  @Override
  public void close() {
    isClosed = true;
    if (journalctl != null) {
      journalctl.close();
      journalctl = null;
    }
  }

  private Bookmark startingPlace(@Nullable String saved) {
    Bookmark bookmark = saved == null ? null : Bookmark.parse(saved);
    if (bookmark != null) {
      return bookmark;
    }
    if (saved != null) {
      tell(
          Weight.WARNING,
          "checkpoint",
          "the checkpoint \"" + saved + "\" is none of ours, and is not used");
    }
    return config.fromHead()
        ? new Bookmark.Head()
        : new Bookmark.Since(clock.epochMillis() / 1_000);
  }

  private void start(long nowNanos) {
    Bookmark from = progress.read();
    List<String> command = JournalctlCommand.of(program, config, from, !untilEof);
    lines.clear();
    reader.startsAt(from);
    startedAtNanos = nowNanos;
    try {
      journalctl = Journalctl.start(command);
      problem = null;
    } catch (IOException e) {
      failed(
          "missing",
          "journalctl cannot be run ("
              + e.getMessage()
              + "): it comes with systemd, in the image of the agent",
          nowNanos);
    }
  }

  private void ended(Journalctl running, List<String> said, long nowNanos) {
    boolean hasRead = reader.hasReadSinceStart();
    if (hasRead) {
      pause.reset();
    }
    running.close();
    journalctl = null;
    if (untilEof && running.hasSucceeded()) {
      isAtEnd = true;
      return;
    }
    restarts++;
    if (!hasRead && reader.isCursorAwaited() && String.join(" ", said).contains("cursor")) {
      reader.cursorIsRefused();
    }
    failed(
        "ended",
        "journalctl ended ("
            + running.ending()
            + (said.isEmpty() ? "" : ": " + String.join("; ", said))
            + ")",
        nowNanos);
  }

  private void failed(String key, String what, long nowNanos) {
    pause.begin(nowNanos);
    if (untilEof && pause.failures() >= MAX_FAILURES_UNTIL_EOF) {
      isAtEnd = true;
    }
    problem = what + "; it is started again every " + RestartPause.RANGE;
    tell(Weight.ERROR, key, problem + ", other sources are read meanwhile");
  }

  private void tell(Weight weight, String key, String text) {
    notices.tell(
        weight, "journal-" + key + ":" + config.name(), "source " + config.name() + ": " + text);
  }
}
