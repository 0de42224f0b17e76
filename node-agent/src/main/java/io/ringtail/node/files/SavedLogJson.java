package io.ringtail.node.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ringtail.node.files.SavedLog.Place;
import io.ringtail.node.files.SavedLog.SavedGeneration;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SavedLog} as text. Keys that are not known are skipped: a newer agent may write more.
 */
final class SavedLogJson {
  private static final JsonFactory JSON = new JsonFactory();

  private SavedLogJson() {}

  /** False where it names no such file: sooner told than read. */
  static boolean mayName(String text, FileId id) {
    return text.contains(Long.toString(id.inode()));
  }

  static String write(SavedLog log) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeStringField("source", log.source());
      out.writeStringField("path", log.path());
      if (log.before() != null) {
        out.writeStringField("before", log.before());
      }
      if (log.left()) {
        out.writeBooleanField("left", true);
      }
      if (!log.passed().isEmpty()) {
        out.writeArrayFieldStart("passed");
        for (Passed each : log.passed()) {
          out.writeStartArray();
          out.writeNumber(each.id().device());
          out.writeNumber(each.id().inode());
          out.writeNumber(each.size());
          out.writeEndArray();
        }
        out.writeEndArray();
      }
      out.writeArrayFieldStart("generations");
      for (SavedGeneration each : log.generations()) {
        write(each, out);
      }
      out.writeEndArray();
      out.writeArrayFieldStart("acknowledged");
      for (Place place : log.acknowledged()) {
        out.writeStartArray();
        out.writeNumber(place.generation());
        out.writeNumber(place.offset());
        out.writeEndArray();
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a writer in memory does not fail", e);
    }
    return text.toString();
  }

  private static void write(SavedGeneration generation, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", generation.name());
    out.writeNumberField("device", generation.id().device());
    out.writeNumberField("inode", generation.id().inode());
    out.writeNumberField("hash", generation.print().hash());
    out.writeNumberField("hashed", generation.print().length());
    out.writeNumberField("from", generation.from());
    out.writeNumberField("size", generation.size());
    if (generation.end() != Generation.OPEN) {
      out.writeNumberField("end", generation.end());
    }
    out.writeEndObject();
  }

  /**
   * @return null if {@code text} is not what {@link #write} writes
   */
  static @Nullable SavedLog read(String text) {
    String source = "";
    String path = "";
    String before = null;
    boolean left = false;
    List<SavedGeneration> generations = new ArrayList<>();
    Set<Passed> passed = new HashSet<>();
    List<Place> acknowledged = new ArrayList<>();
    try (JsonParser in = JSON.createParser(text)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "source" -> source = in.getText();
          case "path" -> path = in.getText();
          case "before" -> before = in.getText();
          case "left" -> left = in.getBooleanValue();
          case "passed" -> {
            while (in.nextToken() == JsonToken.START_ARRAY) {
              FileId id = new FileId(in.nextLongValue(-1), in.nextLongValue(-1));
              passed.add(new Passed(id, in.nextLongValue(-1)));
              in.nextToken();
            }
          }
          case "generations" -> {
            while (in.nextToken() == JsonToken.START_OBJECT) {
              generations.add(readGeneration(in));
            }
          }
          case "acknowledged" -> {
            while (in.nextToken() == JsonToken.START_ARRAY) {
              acknowledged.add(new Place(in.nextIntValue(-1), in.nextLongValue(-1)));
              in.nextToken();
            }
          }
          default -> in.skipChildren();
        }
      }
    } catch (IOException e) {
      return null;
    }
    SavedLog log = new SavedLog(source, path, generations, before, passed, acknowledged, left);
    return isSound(log) ? log : null;
  }

  private static SavedGeneration readGeneration(JsonParser in) throws IOException {
    String name = "";
    long device = 0;
    long inode = 0;
    long hash = 0;
    int hashed = 0;
    long from = 0;
    long size = 0;
    long end = Generation.OPEN;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "name" -> name = in.getText();
        case "device" -> device = in.getLongValue();
        case "inode" -> inode = in.getLongValue();
        case "hash" -> hash = in.getLongValue();
        case "hashed" -> hashed = in.getIntValue();
        case "from" -> from = in.getLongValue();
        case "size" -> size = in.getLongValue();
        case "end" -> end = in.getLongValue();
        default -> in.skipChildren();
      }
    }
    return new SavedGeneration(
        name, new FileId(device, inode), new Fingerprint(hash, hashed), from, size, end);
  }

  private static boolean isSound(SavedLog log) {
    int generations = log.generations().size();
    return generations > 0
        && !log.acknowledged().isEmpty()
        && log.acknowledged().stream()
            .allMatch(
                place ->
                    place.generation() >= 0
                        && place.generation() < generations
                        && place.offset() >= 0)
        && log.generations().stream()
            .allMatch(
                each ->
                    !each.name().isEmpty()
                        && each.from() >= 0
                        && each.print().length() >= 0
                        && each.print().length() <= Fingerprint.MAX_BYTES);
  }
}
