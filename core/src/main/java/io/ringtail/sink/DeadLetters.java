package io.ringtail.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.batch.RecordBatch;
import io.ringtail.batch.RecordId;
import io.ringtail.config.DeadLetterPlace;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import io.ringtail.telemetry.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records that a destination refuses for good: readable, a line of JSON each, in files or
 * in another sink.
 *
 * <p>A line is {@code {"time":…,"rejectedAt":…,"sink":…,"group":…,"stream":…,"reason":…,
 * "detail":…,"id":…,"record":{…}}}. The node agent's command {@code replay} sends them again.
 *
 * <p>Threading: safe; called by senders.
 */
public final class DeadLetters {
  /** Where nothing is kept. */
  public static final DeadLetters NONE =
      new DeadLetters(null, "", (weight, key, text) -> {}, Clock.SYSTEM);

  /** What the names of files begin with, and end with. */
  public static final String PREFIX = "rejected-";

  public static final String SUFFIX = ".jsonl";

  /** A whole batch may be refused: its letters are not made all at once. */
  private static final int PORTION_BYTES = 256 * 1024;

  private final @Nullable DeadLetterShelf shelf;
  private final String place;
  private final Notices notices;
  private final Clock clock;

  /**
   * @param shelf null: nothing is kept
   * @param place of it, for people
   */
  DeadLetters(@Nullable DeadLetterShelf shelf, String place, Notices notices, Clock clock) {
    this.shelf = shelf;
    this.place = place;
    this.notices = notices;
    this.clock = clock;
  }

  /**
   * @param place null: nowhere
   * @param maxBytes of all files of a directory together
   * @param archive what keeps them in a sink; null: not there, which {@link SinkChoice} tells
   * @param context with that sink's options
   */
  public static DeadLetters of(
      @Nullable DeadLetterPlace place,
      long maxBytes,
      @Nullable ArchiveFactory archive,
      SinkContext context,
      Clock clock) {
    DeadLetterShelf shelf = null;
    if (place instanceof DeadLetterPlace.Directory directory) {
      shelf = new DirectoryShelf(directory.path(), maxBytes, clock);
    } else if (place instanceof DeadLetterPlace.InSink inSink && archive != null) {
      shelf = new ArchiveShelf(inSink, archive, context, clock);
    }
    return new DeadLetters(shelf, String.valueOf(place), context.notices(), clock);
  }

  /**
   * Keeps those records of {@code batch} that were rejected, but for our own words about losses.
   * Never throws.
   *
   * @param telemetry counts them, and those that had to make room
   */
  void keep(RecordBatch batch, Outcomes outcomes, Telemetry telemetry) {
    if (shelf == null) {
      return;
    }
    List<byte[]> letters = new ArrayList<>();
    int bytes = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (outcomes.at(i) instanceof Outcome.Rejected rejected && !batch.isOwn(i)) {
        bytes += add(letters, batch, i, rejected, telemetry);
        if (bytes >= PORTION_BYTES) {
          keep(shelf, letters, telemetry);
          letters.clear();
          bytes = 0;
        }
      }
    }
    keep(shelf, letters, telemetry);
  }

  private int add(
      List<byte[]> letters,
      RecordBatch batch,
      int i,
      Outcome.Rejected rejected,
      Telemetry telemetry) {
    try {
      byte[] letter = letter(batch, i, rejected, telemetry.sink());
      letters.add(letter);
      return letter.length;
    } catch (Throwable e) {
      // An Error too, no memory for it say: the batch's outcomes must not be lost with its letters.
      telemetry.countDeadLettersLost(1);
      tellNotKept(e);
      return 0;
    }
  }

  private void keep(DeadLetterShelf open, List<byte[]> letters, Telemetry telemetry) {
    try {
      if (!letters.isEmpty()) {
        open.keep(letters, telemetry);
      }
    } catch (Throwable e) {
      tellNotKept(e);
    }
  }

  private void tellNotKept(Throwable failure) {
    try {
      notices.tell(
          Weight.WARNING,
          "dead letters",
          "refused records cannot be kept in "
              + place
              + ": "
              + failure
              + "; they are only counted");
    } catch (Throwable e) {
      // No memory for the words.
    }
  }

  /**
   * No more will come: what is not safe yet is brought to its place.
   *
   * @param deadlineNanos a {@link System#nanoTime}
   */
  public void close(long deadlineNanos) {
    if (shelf != null) {
      shelf.close(deadlineNanos);
    }
  }

  private byte[] letter(RecordBatch batch, int i, Outcome.Rejected rejected, String sink)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
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
    }
    return out.toByteArray();
  }

  /** The files of a directory, oldest first. */
  public static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return new ArrayList<>(all.filter(DeadLetters::isOurs).sorted().toList());
    }
  }

  private static boolean isOurs(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  /**
   * Apart, since every pipeline has dead letters and hardly any writes one: 50 classes of Jackson.
   */
  private static final class Json {
    static final JsonFactory FACTORY = new JsonFactory();
  }
}
