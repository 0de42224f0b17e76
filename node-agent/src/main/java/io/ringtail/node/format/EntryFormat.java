package io.ringtail.node.format;

import io.ringtail.node.config.MultilineRule;
import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.entry.EntryConsumer;
import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.StdStream;
import io.ringtail.telemetry.Clock;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the lines of a log become entries. One of it serves all logs that are told the same; each log
 * has its own consumer.
 *
 * <p>A joined line is as long as the source's limit allows, an entry of several lines at most
 * {@value #MAX_ENTRY_BYTES} bytes: the rest of a longer stack trace is an entry of its own. Lines
 * are held back until the next line of their stream says that they are whole, or until the flush
 * time has passed without one; pieces of a line at least 5 seconds. A carriage return at a line's
 * end is left out.
 *
 * <p>Threading: immutable; a consumer belongs to the reading thread.
 */
public final class EntryFormat {
  /**
   * What fits into a log event of CloudWatch Logs, with 16 KiB for what is sent beside the text.
   */
  public static final int MAX_ENTRY_BYTES = 1_048_576 - 16 * 1024;

  /** Stack traces are recognised by their looks. */
  public static final String AUTO = "auto";

  /** Each line is an entry. */
  public static final String OFF = "off";

  private final SourceConfig.Reading reading;
  private final long flushNanos;
  private final boolean auto;
  private final @Nullable MultilineRule rule;
  private final Clock clock;

  private EntryFormat(
      SourceConfig.Reading reading,
      long flushMillis,
      boolean auto,
      @Nullable MultilineRule rule,
      Clock clock) {
    this.reading = reading;
    this.flushNanos = TimeUnit.MILLISECONDS.toNanos(flushMillis);
    this.auto = auto;
    this.rule = rule;
    this.clock = clock;
  }

  /**
   * @param multiline {@code auto}, {@code off} or the name of a rule
   * @param flushMillis how long an entry waits for a line that continues it
   * @throws IllegalArgumentException if there is no such rule; it says which there are
   */
  public static EntryFormat of(
      SourceConfig.Reading reading,
      String multiline,
      long flushMillis,
      List<MultilineRule> rules,
      Clock clock) {
    boolean auto = multiline.equals(AUTO);
    MultilineRule rule = auto || multiline.equals(OFF) ? null : named(multiline, rules);
    return new EntryFormat(reading, flushMillis, auto, rule, clock);
  }

  private static MultilineRule named(String name, List<MultilineRule> rules) {
    return rules.stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "multiline: '"
                        + name
                        + "' is neither auto nor off nor a rule; rules: "
                        + rules.stream()
                            .map(MultilineRule::name)
                            .collect(Collectors.joining(", "))));
  }

  /**
   * For the log of a container: CRI's and Docker's formats, told apart line by line. A line that is
   * neither is taken for text on stdout, dated like the line before it.
   *
   * <p>In UTF-16 a container cannot log: its runtime divides at bytes that are half a character.
   *
   * @param resume per stream, before which position lines have been delivered already
   */
  public LineConsumer containerLog(Function<StdStream, Long> resume, EntryConsumer entries) {
    return new ContainerLines(this, resume, entries);
  }

  /**
   * For a file of the host: each line is text, dated when it is read. Of UTF-16 the lines are put
   * together again that the reader, which looks for the byte 0x0A, has cut within a character;
   * UTF-32 is not understood.
   *
   * @param resume for {@link StdStream#NONE}, before which position lines have been delivered
   */
  public LineConsumer plainFile(Function<StdStream, Long> resume, EntryConsumer entries) {
    return new PlainLines(this, resume, entries);
  }

  Continuation continuation() {
    if (rule != null) {
      return new RuleContinuation(rule);
    }
    return auto ? new TraceContinuation() : NoContinuation.INSTANCE;
  }

  @Nullable TextDecoder decoder() {
    // UTF-16 is decoded where its lines are put together.
    return isUtf16() ? null : TextDecoder.of(reading.charset());
  }

  boolean isUtf16() {
    return reading.charset().name().startsWith("UTF-16");
  }

  Charset charset() {
    return reading.charset();
  }

  int maxLineBytes() {
    return Math.min(reading.maxLineBytes(), MAX_ENTRY_BYTES);
  }

  int maxEntryBytes() {
    return MAX_ENTRY_BYTES;
  }

  long flushNanos() {
    return flushNanos;
  }

  Clock clock() {
    return clock;
  }
}
