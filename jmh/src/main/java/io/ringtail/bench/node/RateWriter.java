package io.ringtail.bench.node;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes lines dated now to many files, in turn, at a rate over all of them. */
final class RateWriter {
  private final List<Writer> files;
  private final int linesPerSecond;
  private final SampleLines sample = new SampleLines(1);
  private Instant last = Instant.EPOCH;
  private long written;

  RateWriter(List<Writer> files, int linesPerSecond) {
    this.files = List.copyOf(files);
    this.linesPerSecond = linesPerSecond;
  }

  long written() {
    return written;
  }

  void writeFor(int seconds, int tickMillis) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long before = written;
    long end = before + (long) seconds * linesPerSecond;
    while (written < end) {
      double elapsed = (System.nanoTime() - start) / 1e9;
      long due = Math.min(end, before + (long) (elapsed * linesPerSecond));
      while (written < due) {
        files.get((int) (written % files.size())).write(sample.next(uniqueNow()));
        written++;
      }
      for (Writer file : files) {
        file.flush();
      }
      TimeUnit.MILLISECONDS.sleep(tickMillis);
    }
  }

  private Instant uniqueNow() {
    Instant now = Instant.now();
    last = now.isAfter(last) ? now : last.plusNanos(1);
    return last;
  }
}
