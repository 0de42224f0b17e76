package io.ringtail.console.cli.tail;

import io.ringtail.console.cli.output.LineFormat;
import io.ringtail.console.cli.output.LineReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Reads, filters and writes events.
 *
 * <p>Threading: one thread.
 */
final class LineWriter implements EventSink {
  private static final long MAX_UNSEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final LineReader reader = new LineReader();
  private final TailFilter filter;
  private final LineFormat format;
  private final OutputStream out;
  private final StringBuilder text = new StringBuilder();
  private long flushedNanos = System.nanoTime();

  LineWriter(TailFilter filter, LineFormat format, OutputStream out) {
    this.filter = filter;
    this.format = format;
    this.out = out;
  }

  @Override
  public void accept(ArrivedEvent arrived) throws IOException {
    LineReader.Read read =
        reader.read(
            arrived.id(),
            arrived.group(),
            arrived.logStream(),
            arrived.timeMillis(),
            arrived.ingestedMillis(),
            arrived.message());
    if (!filter.takes(read.event(), read.line())) {
      return;
    }
    text.setLength(0);
    format.append(read.line(), text);
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    if (System.nanoTime() - flushedNanos > MAX_UNSEEN_NANOS) {
      flush();
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
    flushedNanos = System.nanoTime();
  }
}
