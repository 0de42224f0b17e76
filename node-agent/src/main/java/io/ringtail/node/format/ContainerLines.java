package io.ringtail.node.format;

import io.ringtail.node.entry.EntryConsumer;
import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.StdStream;
import io.ringtail.telemetry.Clock;
import java.util.function.Function;

/**
 * The log of a container. Each line says by itself whether CRI's or Docker's format is its own, so
 * that a log goes on when the node's runtime is replaced. A line that is neither is text.
 */
final class ContainerLines implements LineConsumer {
  private final StreamLines stdout;
  private final StreamLines stderr;
  private final Clock clock;
  private final Line line = new Line();
  private final CriHeader cri;
  private final DockerJson docker;

  /** When the last line was written that said so. */
  private long lastEpochSecond = Long.MIN_VALUE;

  private int lastNanoOfSecond;

  ContainerLines(EntryFormat format, Function<StdStream, Long> resume, EntryConsumer entries) {
    this.stdout =
        new StreamLines(StdStream.STDOUT, resume.apply(StdStream.STDOUT), format, entries);
    this.stderr =
        new StreamLines(StdStream.STDERR, resume.apply(StdStream.STDERR), format, entries);
    this.clock = format.clock();
    Rfc3339 time = new Rfc3339();
    this.cri = new CriHeader(time);
    this.docker = new DockerJson(time);
  }

  @Override
  public void line(
      byte[] bytes,
      int offset,
      int length,
      long originalBytes,
      long startPosition,
      long endPosition) {
    line.text(bytes, offset, offset + length);
    line.originalBytes = originalBytes;
    line.place(startPosition, endPosition);
    if (cri.take(line)) {
      rememberTime();
      route(cri.stream(), cri.isPartial());
    } else if (docker.take(line)) {
      if (docker.hasTime()) {
        rememberTime();
      } else {
        guessTime();
      }
      route(docker.stream(), docker.isPartial());
    } else {
      guessTime();
      if (!stdout.isDelivered(line)) {
        stdout.takeApart(line);
      }
    }
  }

  private void route(StdStream stream, boolean partial) {
    StreamLines lines = of(stream);
    if (lines.isDelivered(line)) {
      return;
    }
    if (partial) {
      lines.takePiece(line);
    } else {
      lines.take(line);
    }
  }

  private void rememberTime() {
    lastEpochSecond = line.epochSecond;
    lastNanoOfSecond = line.nanoOfSecond;
  }

  private void guessTime() {
    if (lastEpochSecond == Long.MIN_VALUE) {
      long now = clock.epochMillis();
      line.time(Math.floorDiv(now, 1_000L), Math.floorMod(now, 1_000) * 1_000_000);
    } else {
      line.time(lastEpochSecond, lastNanoOfSecond);
    }
  }

  private StreamLines of(StdStream stream) {
    return stream == StdStream.STDERR ? stderr : stdout;
  }

  @Override
  public void tick(long nowNanos) {
    stdout.tick(nowNanos);
    stderr.tick(nowNanos);
  }

  @Override
  public void end() {
    stdout.end();
    stderr.end();
  }

  @Override
  public long heldFrom(StdStream stream) {
    return stream == StdStream.NONE ? Position.END : of(stream).heldFrom();
  }

  @Override
  public long heldBytes() {
    return stdout.heldBytes() + stderr.heldBytes();
  }
}
