package io.ringtail.node.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.event.RecordForm;
import io.ringtail.node.config.SourceConfig.Shaping;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.Origin;
import io.ringtail.node.kubernetes.PodRef;
import io.ringtail.node.record.json.PreparedJson;
import io.ringtail.node.record.parse.Parsers;
import io.ringtail.telemetry.Clock;
import io.ringtail.testing.RecordingNotices;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records that leave their time to the timestamp beside them. */
class LeanRecordTest {
  private static final Shaping MERGING = Encoding.merging("log_processed", false);

  private final EntryEncoder encoder = new EntryEncoder(1_000, RecordForm.JSON_STRING, false);
  private final Encoding encoding = new Encoding(MERGING);

  @Test
  void aLineHasNoTime() {
    assertThat(json(encode(Encoding.entry("hello"), null)))
        .isEqualTo("{\"stream\":\"stdout\",\"log\":\"hello\",\"kubernetes\":{\"pod_name\":\"a\"}}");
  }

  @Test
  void aJsonObjectStandsThereOnce() {
    assertThat(json(encode(Encoding.entry("{\"n\":1}"), null)))
        .isEqualTo(
            "{\"stream\":\"stdout\",\"log_processed\":{\"n\":1},"
                + "\"kubernetes\":{\"pod_name\":\"a\"}}");
  }

  @Test
  void neitherHasALineThatIsTakenApart() {
    assertThat(json(encode(Encoding.entry("level=info n=1"), "logfmt")))
        .startsWith("{\"stream\":\"stdout\",\"log_processed\":{\"level\":\"info\"");
  }

  @Test
  void theTimestampBesideItIsTheEntrysTime() {
    LogEntry entry = Encoding.entry("hello");

    assertThat(((Verdict.Kept) encode(entry, null)).epochMillis()).isEqualTo(entry.epochMillis());
  }

  private Verdict encode(LogEntry entry, @Nullable String podParser) {
    Parsers parsers = new Parsers(List.of(), new RecordingNotices());
    Origin origin =
        new Origin("app", "app.a", new PodRef("shop", "a", null, "app", null), null, null);
    Treatment treatment =
        new Treatments(List.of(), parsers, Clock.SYSTEM)
            .of(MERGING, origin, podParser, List.of(), selector -> true);
    PreparedJson metadata = PreparedJson.of("{\"pod_name\":\"a\"}", RecordForm.JSON_STRING);
    return encoder.encode(entry, treatment, metadata);
  }

  private String json(Verdict verdict) {
    return encoding.json(verdict);
  }
}
