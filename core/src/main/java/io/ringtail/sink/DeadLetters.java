package io.ringtail.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.batch.RecordBatch;
import io.ringtail.batch.RecordId;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import io.ringtail.telemetry.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records that a destination refuses for good: readable, a line of JSON each, in files
 * that take so many bytes together and no more. What is older goes first, and is counted.
 *
 * <p>A line is {@code {"time":…,"rejectedAt":…,"sink":…,"group":…,"stream":…,"reason":…,
 * "detail":…,"id":…,"record":{…}}}. The node agent's command {@code replay} sends them again.
 *
 * <p>Several processes may share a directory. Threading: safe; called by senders, which wait for
 * the disk.
 */
public final class DeadLetters {
  /** Where nothing is kept. */
  public static final DeadLetters NONE =
      new DeadLetters(null, 0, (weight, key, text) -> {}, Clock.SYSTEM);

  /** What the names of files begin with, and end with. */
  public static final String PREFIX = "rejected-";

  public static final String SUFFIX = ".jsonl";

  /** So many files make up the whole: one of them is lost at a time. */
  private static final int FILES = 8;

  private static final JsonFactory JSON = new JsonFactory();

  private final @Nullable Path directory;
  private final long maxBytes;
  private final Notices notices;
  private final Clock clock;

  // Guarded by this.
  private @Nullable Path current;
  private long currentBytes;

  /**
   * @param directory created when there is something to keep; null: nothing is kept
   * @param maxBytes of all files together
   */
  public DeadLetters(@Nullable Path directory, long maxBytes, Notices notices, Clock clock) {
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.notices = notices;
    this.clock = clock;
  }

  /**
   * Keeps those records of {@code batch} that were rejected, but for our own words about losses.
   * Never throws.
   *
   * @param telemetry counts them, and those that had to make room
   */
  void keep(RecordBatch batch, Outcomes outcomes, Telemetry telemetry) {
    if (directory == null) {
      return;
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    int kept = 0;
    try {
      for (int i = 0; i < batch.size(); i++) {
        if (outcomes.at(i) instanceof Outcome.Rejected rejected && !batch.isOwn(i)) {
          write(batch, i, rejected, telemetry.sink(), lines);
          kept++;
        }
      }
      if (kept > 0) {
        append(lines.toByteArray(), telemetry);
        telemetry.countDeadLetters(kept);
      }
    } catch (IOException | RuntimeException e) {
      notices.tell(
          Weight.WARNING,
          "dead letters",
          "refused records cannot be kept in " + directory + ": " + e + "; they are only counted");
    }
  }

  private void write(
      RecordBatch batch, int i, Outcome.Rejected rejected, String sink, ByteArrayOutputStream out)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeStringField("time", Instant.ofEpochMilli(batch.timeMillis(i)).toString());
      json.writeStringField("rejectedAt", Instant.ofEpochMilli(clock.epochMillis()).toString());
      json.writeStringField("sink", sink);
      json.writeStringField("group", batch.destination().group());
      json.writeStringField("stream", batch.destination().stream());
      json.writeStringField("reason", rejected.reason().label());
      json.writeStringField("detail", rejected.detail());
      if (batch.isIdentified()) {
        json.writeStringField("id", RecordId.text(batch.originId(i), batch.number(i)));
      }
      json.writeFieldName("record");
      json.writeRawValue("");
      json.flush();
      // As it is: it was JSON before, and keeps every digit.
      int length = batch.length(i);
      byte[] record = new byte[length];
      int end = batch.form().toJson(batch.array(), batch.offset(i), length, record, 0);
      out.write(record, 0, end);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private synchronized void append(byte[] lines, Telemetry telemetry) throws IOException {
    Path file = current;
    if (file == null || currentBytes + lines.length > maxBytes / FILES || !Files.exists(file)) {
      file = newFile();
      current = file;
      currentBytes = 0;
    }
    makeRoom(lines.length, file, telemetry);
    Files.write(file, lines, StandardOpenOption.APPEND);
    currentBytes += lines.length;
  }

  private Path newFile() throws IOException {
    Path parent = Files.createDirectories(Objects.requireNonNull(directory));
    String unique = Integer.toHexString(ThreadLocalRandom.current().nextInt());
    Path file = parent.resolve(PREFIX + clock.epochMillis() + "-" + unique + SUFFIX);
    return Files.createFile(file);
  }

  private void makeRoom(long bytes, Path except, Telemetry telemetry) throws IOException {
    List<Path> files = files(except.getParent());
    long sum = bytes;
    for (Path file : files) {
      sum += Files.size(file);
    }
    for (Path oldest : files) {
      if (sum <= maxBytes) {
        return;
      }
      if (!oldest.equals(except)) {
        sum -= Files.size(oldest);
        telemetry.countDeadLettersLost(lines(oldest));
        Files.deleteIfExists(oldest);
      }
    }
  }

  /** The files of a directory, oldest first. */
  public static List<Path> files(@Nullable Path directory) throws IOException {
    if (directory == null) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return new ArrayList<>(all.filter(DeadLetters::isOurs).sorted().toList());
    }
  }

  private static boolean isOurs(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  private static long lines(Path file) throws IOException {
    long lines = 0;
    for (byte b : Files.readAllBytes(file)) {
      lines += b == '\n' ? 1 : 0;
    }
    return lines;
  }
}
