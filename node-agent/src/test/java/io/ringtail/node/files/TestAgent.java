package io.ringtail.node.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.kubernetes.PodRef;
import io.ringtail.testing.RecordingNotices;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One source, driven step by step on a clock of its own. */
final class TestAgent implements AutoCloseable {
  final Path root;
  final RecordingOpener opener = new RecordingOpener();
  final RecordingNotices notices = new RecordingNotices();
  String name = "test";
  List<String> include = List.of("/var/log/containers/*.log");
  List<String> exclude = List.of();
  boolean containers = true;
  boolean fromHead = true;
  int maxLineBytes = 1 << 20;
  long maxDeletedBytes = 1 << 30;
  Charset charset = UTF_8;
  MemoryCheckpoints checkpoints = new MemoryCheckpoints();
  DeletedBytes deleted = new DeletedBytes(0);
  OpenFiles openFiles = new OpenFiles(Integer.MAX_VALUE);
  BiFunction<Path, Path, @Nullable PodRef> pods = TestAgent::pod;
  long nanos;
  private @Nullable FileSource source;

  TestAgent(Path root) {
    this.root = root;
  }

  TestAgent start() {
    source = sourceFor(opener);
    return this;
  }

  FileSource sourceFor(LogOpener takes) {
    SourceConfig.Reading reading = new SourceConfig.Reading(fromHead, maxLineBytes, charset);
    SourceConfig.Shaping shaping = new SourceConfig.Shaping("off", 0, null, false, "", true);
    deleted = new DeletedBytes(maxDeletedBytes);
    FileEnvironment environment =
        new FileEnvironment(
            root.resolve("var/log"), takes, checkpoints, deleted, openFiles, notices, pods);
    return containers
        ? new FileSource(
            new SourceConfig.Containers(name, include, exclude, reading, shaping), environment)
        : new FileSource(
            new SourceConfig.Files(name, include, exclude, reading, shaping), environment);
  }

  private static @Nullable PodRef pod(Path link, Path real) {
    String pod = real.getName(real.getNameCount() - 3).toString();
    String[] parts = pod.split("_", -1);
    return parts.length < 3 ? null : new PodRef(parts[0], parts[1], parts[2], "app", null);
  }

  FileSource source() {
    FileSource running = source;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  void look() {
    source().look(nanos);
  }

  /** Time passes, in which the agent looks and reads all that it finds. */
  void runMillis(long millis) {
    long end = nanos + TimeUnit.MILLISECONDS.toNanos(millis);
    while (nanos < end) {
      nanos += TimeUnit.MILLISECONDS.toNanos(50);
      look();
      readAll();
    }
  }

  /** Time passes, in which the agent looks and does not read. */
  void pauseMillis(long millis) {
    long end = nanos + TimeUnit.MILLISECONDS.toNanos(millis);
    while (nanos < end) {
      nanos += TimeUnit.MILLISECONDS.toNanos(50);
      look();
    }
  }

  void readAll() {
    int count;
    do {
      count = source().read(64 << 10);
    } while (count > 0);
  }

  /** As after kill -9: goes on with the checkpoints that were written last. */
  TestAgent restarted(Map<String, String> written) {
    close();
    TestAgent next = new TestAgent(root);
    next.name = name;
    next.include = include;
    next.exclude = exclude;
    next.containers = containers;
    next.fromHead = fromHead;
    next.maxLineBytes = maxLineBytes;
    next.maxDeletedBytes = maxDeletedBytes;
    next.charset = charset;
    next.openFiles = openFiles;
    next.checkpoints = new MemoryCheckpoints(written);
    next.nanos = nanos;
    return next.start();
  }

  @Override
  public void close() {
    if (source != null) {
      source.close();
    }
  }
}
