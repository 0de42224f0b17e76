package io.ringtail.node.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.encode.RecordBuffer;
import io.ringtail.event.RecordForm;
import io.ringtail.node.config.ParserConfig;
import io.ringtail.node.config.SourceConfig.Shaping;
import io.ringtail.node.config.TransformConfig;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.Origin;
import io.ringtail.node.entry.StdStream;
import io.ringtail.node.kubernetes.PodRef;
import io.ringtail.node.record.Verdict.Kept;
import io.ringtail.node.record.Verdict.LeftOut;
import io.ringtail.node.record.json.PreparedJson;
import io.ringtail.node.record.parse.Parsers;
import io.ringtail.telemetry.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An encoder, what it is told, and entries for it. */
public final class Encoding {
  public static final String METADATA =
      "{\"namespace_name\":\"shop\",\"pod_name\":\"cart-1\",\"labels\":{\"app\":\"cart\"}}";

  /** How a record of a container begins. */
  static final String HEAD = "{\"time\":\"2026-11-20T22:00:00.123456789Z\",\"stream\":\"stdout\",";

  /** And how it ends. */
  static final String TAIL = ",\"kubernetes\":" + METADATA + "}";

  final List<String> notices = new ArrayList<>();
  private final RecordForm form;
  private final EntryEncoder encoder;
  private final Treatment treatment;
  private @Nullable PreparedJson metadata;

  Encoding(RecordForm form, int maxRecordBytes, Shaping shaping, TransformConfig... transforms) {
    this(form, maxRecordBytes, shaping, null, List.of(), transforms);
  }

  /** What the pod's annotations name, and the parsers that are configured. */
  Encoding(Shaping shaping, @Nullable String podParser, ParserConfig... parsers) {
    this(RecordForm.JSON_STRING, 1 << 20, shaping, podParser, List.of(parsers));
  }

  private Encoding(
      RecordForm form,
      int maxRecordBytes,
      Shaping shaping,
      @Nullable String podParser,
      List<ParserConfig> parsers,
      TransformConfig... transforms) {
    this.form = form;
    this.encoder = new EntryEncoder(maxRecordBytes, form);
    this.metadata = PreparedJson.of(METADATA, form);
    Parsers known = new Parsers(parsers, (weight, key, text) -> notices.add(text));
    this.treatment =
        new Treatments(List.of(transforms), known, Clock.SYSTEM)
            .of(shaping, origin(), podParser, List.of(), selector -> true);
  }

  Encoding(Shaping shaping, TransformConfig... transforms) {
    this(RecordForm.JSON_STRING, 1 << 20, shaping, transforms);
  }

  /** JSON merged, and what else the transforms do. */
  public static Encoding with(TransformConfig... transforms) {
    return new Encoding(merging("log_processed", true), transforms);
  }

  /** By one of the ready parsers. */
  static Encoding parsingAs(String parser) {
    return new Encoding(parsing(parser));
  }

  static Shaping merging(String mergeKey, boolean keepLog) {
    return new Shaping("off", 0, null, true, mergeKey, keepLog);
  }

  static Shaping parsing(String parser) {
    return new Shaping("off", 0, parser, true, "log_processed", true);
  }

  static Shaping plain() {
    return new Shaping("off", 0, null, false, "log_processed", true);
  }

  private static Origin origin() {
    PodRef pod = new PodRef("shop", "cart-1", null, "app", null);
    return new Origin("application", "application.cart-1", pod, null, null);
  }

  Encoding withoutMetadata() {
    metadata = null;
    return this;
  }

  static LogEntry entry(String text) {
    return entry(StdStream.STDOUT, text.getBytes(UTF_8));
  }

  static LogEntry entry(StdStream stream, byte[] text) {
    LogEntry entry = new LogEntry();
    Instant time = Instant.parse("2026-11-20T22:00:00.123456789Z");
    entry.stream = stream;
    entry.epochSecond = time.getEpochSecond();
    entry.nanoOfSecond = time.getNano();
    // Somewhere within a larger array.
    entry.bytes = new byte[text.length + 20];
    Arrays.fill(entry.bytes, (byte) '"');
    System.arraycopy(text, 0, entry.bytes, 9, text.length);
    entry.offset = 9;
    entry.length = text.length;
    return entry;
  }

  Verdict verdict(LogEntry entry) {
    return encoder.encode(entry, treatment, metadata);
  }

  /** The record of an entry that says {@code text}. */
  public String record(String text) {
    return record(entry(text));
  }

  String record(LogEntry entry) {
    return json(verdict(entry));
  }

  String record(LogEntry entry, Map<String, ?> fields) {
    return json(encoder.encodeFields(entry, fields, treatment));
  }

  /** What {@code text}'s record has between stream and kubernetes. */
  public String body(String text) {
    String record = record(text);
    assertThat(record).startsWith(HEAD).endsWith(TAIL);
    return record.substring(HEAD.length(), record.length() - TAIL.length());
  }

  public boolean leavesOut(String text) {
    return verdict(entry(text)) instanceof LeftOut;
  }

  String json(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Kept.class);
    RecordBuffer record = ((Kept) verdict).json();
    byte[] json = new byte[record.length()];
    int length = form.toJson(record.array(), 0, record.length(), json, 0);
    assertThat(record.jsonBytes()).isEqualTo(length);
    return new String(json, 0, length, UTF_8);
  }
}
