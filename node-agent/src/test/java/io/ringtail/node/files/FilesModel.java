package io.ringtail.node.files;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.Progress;
import io.ringtail.node.entry.StdStream;
import io.ringtail.testing.RecordingNotices;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One log, its writer and its reader, driven at random; knows what must have arrived. */
final class FilesModel implements LogOpener, AutoCloseable {
  /** How the log is rotated, and whether bytes are destroyed on purpose. */
  enum Kind {
    KUBELET,
    NUMBERED,
    DESTRUCTIVE
  }

  /** One line that was written. */
  private static final class Line {
    final int id;
    final char stream;
    final int bytes;
    boolean late;

    /** The file that it is in is gone for good, but for a reader that holds it. */
    boolean destroyed;

    /** It may be missing in the end. */
    boolean mayBeLost;

    /** It was acknowledged in the last checkpoint: it must never come again. */
    boolean done;

    Line(int id, char stream, int bytes) {
      this.id = id;
      this.stream = stream;
      this.bytes = bytes;
    }
  }

  /** One file that holds lines, under whatever name. */
  private static final class Written {
    final List<Line> lines = new ArrayList<>();

    /** A look has happened since it was created: the reader holds it. */
    boolean known;
  }

  private static final int KEEP = 4;

  private final Random random;
  private final Kind kind;
  private final Path root;
  private final Path file;
  private final StringBuilder history = new StringBuilder();
  private final List<Line> lines = new ArrayList<>();
  private final TreeMap<String, Written> rotated = new TreeMap<>();
  private final List<String> byAge = new ArrayList<>();
  private Written current = new Written();
  private @Nullable Written old;
  private @Nullable FileChannel oldChannel;
  private FileChannel channel;
  private boolean awaitsReopen;
  private int stamp = 100_000;
  private long nanos;

  /** Whether it may be glanced at less often than at each look. */
  private boolean mayRest;

  private MemoryCheckpoints checkpoints = new MemoryCheckpoints();
  private Map<String, String> written = Map.of();
  private FileSource source;
  private final List<ModelConsumer> consumers = new ArrayList<>();

  /** Over all restarts: an id never stands for two lines, nor a line for two ids. */
  private final Map<String, Integer> linesByRecordId = new HashMap<>();

  private final List<Integer> delivered = new ArrayList<>();
  private final Set<Integer> doneAtCheckpoint = new HashSet<>();
  private long lostBytes;
  private boolean killed;
  private String torn = "";

  FilesModel(Path root, long seed, Kind kind) throws IOException {
    this.root = root;
    this.random = new Random(seed);
    this.kind = kind;
    Path directory = Files.createDirectories(root.resolve("var/log/pods/n_p_u/c"));
    this.file = directory.resolve("0.log");
    this.channel = FileChannel.open(file, CREATE, APPEND);
    this.source = start();
  }

  String history() {
    return history.toString();
  }

  private void log(String step) {
    history.append(step).append('\n');
  }

  private FileSource start() {
    FileEnvironment environment =
        new FileEnvironment(
            root.resolve("var/log"),
            this,
            checkpoints,
            new DeletedBytes(Long.MAX_VALUE),
            new OpenFiles(Integer.MAX_VALUE),
            new RecordingNotices(),
            (link, real) -> null);
    return new FileSource(
        new SourceConfig.Containers(
            "model",
            List.of("/var/log/pods/*/*/*.log"),
            List.of(),
            new SourceConfig.Reading(true, 1 << 20, StandardCharsets.UTF_8),
            new SourceConfig.Shaping("off", 0, null, false, "", true)),
        environment);
  }

  void run(int steps) throws IOException {
    // Killed before its first checkpoint, an agent has its first start again.
    look();
    checkpoint();
    for (int i = 0; i < steps; i++) {
      step();
    }
  }

  private void step() throws IOException {
    int choice = random.nextInt(100);
    if (choice < 34) {
      write();
    } else if (choice < 54) {
      look();
      read(1 + random.nextInt(3_000));
    } else if (choice < 64) {
      rotate();
    } else if (choice < 74) {
      acknowledge();
    } else if (choice < 80) {
      checkpoint();
    } else if (choice < 84) {
      kill();
    } else if (choice < 87) {
      writeLate();
    } else if (choice < 90) {
      gzip();
    } else if (choice < 92) {
      look();
    } else if (choice < 93) {
      rest();
    } else if (kind == Kind.DESTRUCTIVE) {
      destroy(choice);
    } else {
      write();
      rotate();
    }
  }

  /** Lets all come to rest, then compares. */
  void finish() throws IOException {
    if (awaitsReopen) {
      reopen();
    }
    endTorn();
    // Whole entries at the end of both streams, so that nothing is held back.
    append(channel, line(current, 'o', 'F') + line(current, 'e', 'F'));
    for (int i = 0; i < 30; i++) {
      look();
      read(1 << 20);
      acknowledge();
    }
    collect(false);
    verify();
  }

  private void write() throws IOException {
    int count = 1 + random.nextInt(6);
    log("write " + count + " from " + lines.size());
    StringBuilder text = new StringBuilder(torn);
    torn = "";
    Written to = awaitsReopen && old != null ? old : current;
    for (int i = 0; i < count; i++) {
      text.append(line(to));
    }
    if (random.nextInt(5) == 0) {
      int cut = text.length() - 1 - random.nextInt(4);
      torn = text.substring(cut);
      text.setLength(cut);
    }
    append(awaitsReopen ? oldChannel() : channel, text);
  }

  private void endTorn() throws IOException {
    if (!torn.isEmpty()) {
      append(awaitsReopen ? oldChannel() : channel, torn);
      torn = "";
    }
  }

  private String line(Written to) {
    char stream = random.nextInt(3) == 0 ? 'e' : 'o';
    return line(to, stream, random.nextInt(6) == 0 ? 'P' : 'F');
  }

  private String line(Written to, char stream, char tag) {
    String text =
        stream + " " + tag + " " + lines.size() + " " + "x".repeat(5 + random.nextInt(300)) + "!\n";
    Line line = new Line(lines.size(), stream, text.length());
    lines.add(line);
    to.lines.add(line);
    return text;
  }

  private FileChannel oldChannel() {
    FileChannel open = oldChannel;
    if (open == null) {
      throw new IllegalStateException("no old file");
    }
    return open;
  }

  private static void append(FileChannel to, CharSequence text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(US_ASCII));
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  /** Nothing is written, and all of it has its outcome. */
  private void rest() {
    for (int i = 0; i < 18; i++) {
      look();
      read(1 << 20);
      acknowledge();
      if (random.nextInt(4) == 0) {
        checkpoint();
      }
    }
    mayRest = true;
  }

  private void look() {
    // Names are looked at about once a second.
    nanos += (950 + random.nextInt(1_000)) * 1_000_000L;
    glanceIfResting();
    log("look");
    source.look(nanos);
    current.known = true;
    rotated.values().forEach(each -> each.known = true);
    if (old != null) {
      old.known = true;
    }
  }

  /** Until its name has been asked for as well. */
  private void glanceIfResting() {
    for (int i = 0; mayRest && i < 11; i++) {
      nanos += RestingLogs.UNWATCHED_ROUND_NANOS;
      source.look(nanos);
    }
    mayRest = false;
  }

  private void read(int bytes) {
    log("read " + bytes);
    source.read(bytes);
  }

  private void acknowledge() {
    for (ModelConsumer consumer : consumers) {
      for (ModelConsumer.Batch batch : List.copyOf(consumer.batches)) {
        if (!batch.settled && random.nextBoolean()) {
          log("settle " + batch.ids);
          consumer.settle(batch);
        }
      }
    }
  }

  private void checkpoint() {
    written = checkpoints.write();
    log("checkpoint " + written);
    for (ModelConsumer consumer : consumers) {
      for (StdStream stream : StdStream.values()) {
        for (ModelConsumer.Batch batch : consumer.batches) {
          if (batch.stream == stream) {
            if (!batch.settled) {
              break;
            }
            batch.ids.forEach(id -> lines.get(id).done = true);
          }
        }
      }
    }
  }

  private void kill() {
    log("kill");
    killed = true;
    source.close();
    collect(true);
    consumers.clear();
    for (Line line : lines) {
      // Who holds a file without a name no more cannot read it again.
      line.mayBeLost |= line.destroyed && !line.done;
    }
    current.known = false;
    rotated.values().forEach(each -> each.known = false);
    checkpoints = new MemoryCheckpoints(written);
    source = start();
  }

  /** A batch without an outcome may have been delivered or not: the kill is taken to be first. */
  private void collect(boolean killed) {
    for (ModelConsumer consumer : consumers) {
      List<Integer> handedOn = new ArrayList<>();
      for (ModelConsumer.Batch batch : consumer.batches) {
        handedOn.addAll(batch.ids);
        if (batch.settled || !killed) {
          delivered.addAll(batch.ids);
        }
      }
      List<Integer> again = handedOn.stream().filter(doneAtCheckpoint::contains).toList();
      assertThat(again).as("delivered, checkpointed and delivered again").isEmpty();
      verifyOrder(consumer);
    }
    lines.stream().filter(line -> line.done).forEach(line -> doneAtCheckpoint.add(line.id));
  }

  private void verifyOrder(ModelConsumer consumer) {
    for (char stream : new char[] {'o', 'e'}) {
      List<Integer> ids =
          consumer.seen.stream()
              .filter(id -> lines.get(id).stream == stream && !lines.get(id).late)
              .toList();
      assertThat(ids).as("order").isSorted().doesNotHaveDuplicates();
    }
  }

  private void rotate() throws IOException {
    if (awaitsReopen) {
      reopen();
      return;
    }
    if (current.lines.isEmpty()) {
      return;
    }
    String name;
    if (kind == Kind.NUMBERED) {
      shift();
      name = "0.log.1";
    } else {
      name = "0.log.20261120-" + stamp++;
      while (byAge.size() > KEEP) {
        remove(byAge.get(0));
      }
      if (!byAge.isEmpty() && random.nextInt(3) > 0) {
        compress(byAge.get(byAge.size() - 1));
      }
    }
    log("rename to " + name);
    Files.move(file, file.resolveSibling(name));
    rotated.put(name, current);
    byAge.add(name);
    closeOld();
    old = current;
    oldChannel = channel;
    awaitsReopen = true;
    if (random.nextInt(4) > 0) {
      reopen();
    }
  }

  private void shift() throws IOException {
    while (byAge.size() > KEEP) {
      remove(byAge.get(0));
    }
    for (int i = 0; i < byAge.size(); i++) {
      String name = byAge.get(i);
      String gz = name.endsWith(".gz") ? ".gz" : "";
      String next = "0.log." + (byAge.size() - i + 1) + gz;
      Files.move(file.resolveSibling(name), file.resolveSibling(next));
      Written content = rotated.remove(name);
      if (content != null) {
        rotated.put(next, content);
      }
      byAge.set(i, next);
    }
  }

  private void reopen() throws IOException {
    log("reopen");
    if (!torn.isEmpty()) {
      append(oldChannel(), torn);
      torn = "";
    }
    channel = FileChannel.open(file, CREATE, APPEND);
    current = new Written();
    awaitsReopen = false;
  }

  private void writeLate() throws IOException {
    Written to = old;
    FileChannel open = oldChannel;
    if (awaitsReopen
        || to == null
        || open == null
        || rotated.values().stream().noneMatch(to::equals)
        || byAge.get(byAge.size() - 1).endsWith(".gz")
        || destroyed(to)) {
      return;
    }
    String text = line(to);
    to.lines.get(to.lines.size() - 1).late = true;
    // Whoever has let go of the file already does not see it.
    to.lines.get(to.lines.size() - 1).mayBeLost = true;
    log("late " + (lines.size() - 1));
    append(open, text);
  }

  private static boolean destroyed(Written file) {
    return file.lines.stream().anyMatch(line -> line.destroyed);
  }

  private void closeOld() throws IOException {
    if (oldChannel != null) {
      oldChannel.close();
      oldChannel = null;
    }
  }

  private void gzip() throws IOException {
    int last = byAge.size() - (awaitsReopen ? 2 : 1);
    if (last >= 0) {
      compress(byAge.get(random.nextInt(last + 1)));
    }
  }

  private void compress(String name) throws IOException {
    if (name.endsWith(".gz")) {
      return;
    }
    log("gzip " + name);
    Path plain = file.resolveSibling(name);
    Path temporary = file.resolveSibling(name + ".tmp");
    try (var out = new GZIPOutputStream(Files.newOutputStream(temporary))) {
      Files.copy(plain, out);
    }
    Files.move(temporary, file.resolveSibling(name + ".gz"));
    Files.delete(plain);
    Written content = rotated.remove(name);
    if (content != null) {
      rotated.put(name + ".gz", content);
    }
    byAge.set(byAge.indexOf(name), name + ".gz");
  }

  private void remove(String name) throws IOException {
    log("delete " + name);
    Files.delete(file.resolveSibling(name));
    byAge.remove(name);
    Written content = rotated.remove(name);
    if (content != null) {
      forgetLines(content);
    }
  }

  private void forgetLines(Written content) {
    for (Line line : content.lines) {
      line.destroyed = true;
      line.mayBeLost |= !content.known;
    }
  }

  private void destroy(int choice) throws IOException {
    if (awaitsReopen || current.lines.isEmpty()) {
      return;
    }
    // All that was written is known, so that what is lost is known to the byte.
    nanos += 1_000_000_000L;
    glanceIfResting();
    source.look(nanos);
    current.known = true;
    Set<Integer> read = new LinkedHashSet<>();
    consumers.forEach(consumer -> read.addAll(consumer.seen));
    if (choice < 96) {
      log("truncate");
      torn = "";
      current.lines.forEach(
          line -> {
            line.destroyed = true;
            line.mayBeLost |= !read.contains(line.id);
          });
      channel.close();
      channel = FileChannel.open(file, WRITE, TRUNCATE_EXISTING);
      channel.close();
      channel = FileChannel.open(file, APPEND);
    } else {
      log("copytruncate");
      String name = "0.log.20261120-" + stamp++;
      Files.copy(file, file.resolveSibling(name));
      rotated.put(name, current);
      byAge.add(name);
      torn = "";
      // A torn line is one in the copy.
      Line last = current.lines.get(current.lines.size() - 1);
      last.mayBeLost = true;
      channel.close();
      channel = FileChannel.open(file, WRITE, TRUNCATE_EXISTING);
      channel.close();
      channel = FileChannel.open(file, APPEND);
    }
    Written fresh = new Written();
    fresh.known = true;
    current = fresh;
    nanos += 1_000_000_000L;
    source.look(nanos);
    write();
  }

  private void verify() {
    Set<Integer> arrived = new HashSet<>(delivered);
    long missing = 0;
    for (Line line : lines) {
      if (!arrived.contains(line.id)) {
        assertThat(line.mayBeLost).as("line " + line.id + " is lost").isTrue();
        missing += line.bytes;
      }
    }
    if (!killed) {
      Map<Integer, Integer> counts = new HashMap<>();
      delivered.forEach(id -> counts.merge(id, 1, Integer::sum));
      assertThat(counts.values()).as("repeated").allMatch(count -> count == 1);
    }
    if (kind != Kind.DESTRUCTIVE && !killed) {
      assertThat(lostBytes).as("lost bytes").isLessThanOrEqualTo(missing);
    }
  }

  @Override
  public LineConsumer open(
      LogFile log, Function<StdStream, Long> resume, Function<StdStream, Progress> progress) {
    ModelConsumer consumer = new ModelConsumer(linesByRecordId, resume, progress);
    consumers.add(consumer);
    return consumer;
  }

  @Override
  public boolean isWanted(LogFile log) {
    return true;
  }

  @Override
  public void lost(LogFile log, long bytes, String reason) {
    log("lost " + bytes + " " + reason);
    lostBytes += bytes;
  }

  @Override
  public void close() throws IOException {
    source.close();
    channel.close();
    closeOld();
  }

  static void delete(Path directory) throws IOException {
    try (var all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
