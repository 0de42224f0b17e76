package io.ringtail.node.record;

import static io.ringtail.node.record.Encoding.HEAD;
import static io.ringtail.node.record.Encoding.METADATA;
import static io.ringtail.node.record.Encoding.TAIL;
import static io.ringtail.node.record.Encoding.entry;
import static io.ringtail.node.record.Encoding.merging;
import static io.ringtail.node.record.Encoding.plain;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.event.RecordForm;
import io.ringtail.node.config.Selector;
import io.ringtail.node.config.TransformConfig.Add;
import io.ringtail.node.config.TransformConfig.Sample;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.StdStream;
import io.ringtail.node.record.Verdict.Kept;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EntryEncoderTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private final Encoding merging = Encoding.with();

  @Test
  void writesTheRecordOfFluentBitsPipeline() {
    assertThat(merging.record("say \"hi\"\tC:\\dir"))
        .isEqualTo(
            "{\"time\":\"2026-11-20T22:00:00.123456789Z\",\"stream\":\"stdout\","
                + "\"log\":\"say \\\"hi\\\"\\tC:\\\\dir\",\"kubernetes\":"
                + METADATA
                + "}");
  }

  @Test
  void datesTheRecordAsTheEntry() {
    Verdict verdict = merging.verdict(entry("hi"));

    assertThat(((Kept) verdict).epochMillis()).isEqualTo(1_795_212_000_123L);
  }

  @Test
  void leavesOutMetadataThatThereIsNone() {
    assertThat(Encoding.with().withoutMetadata().record("hi")).isEqualTo(HEAD + "\"log\":\"hi\"}");
  }

  @Test
  void sendsLinesOfTheHostsFilesAsLogAlone() {
    LogEntry line = entry(StdStream.NONE, "hi".getBytes(UTF_8));

    assertThat(new Encoding(plain()).withoutMetadata().record(line)).isEqualTo("{\"log\":\"hi\"}");
  }

  @Test
  void mergesAnObjectUnderItsKey() {
    assertThat(merging.body(" {\"level\": \"info\", \"n\": 1.50} "))
        .isEqualTo(
            "\"log\":\" {\\\"level\\\": \\\"info\\\", \\\"n\\\": 1.50} \","
                + "\"log_processed\":{\"level\":\"info\",\"n\":1.50}");
  }

  @Test
  void sendsAnObjectOnceWhereTheTextIsNotKept() {
    Encoding lean = new Encoding(merging("log_processed", false));

    assertThat(lean.body("{\"level\": \"info\"}"))
        .isEqualTo("\"log_processed\":{\"level\":\"info\"}");
    assertThat(lean.body("plain")).isEqualTo("\"log\":\"plain\"");
    assertThat(lean.body("{\"level\": info}")).isEqualTo("\"log\":\"{\\\"level\\\": info}\"");
  }

  @Test
  void mergesUnderAnyKey() {
    assertThat(new Encoding(merging("d\u00e9j\u00e0 \"vu\"", false)).body("{\"a\":1}"))
        .isEqualTo("\"d\\u00e9j\\u00e0 \\u0022vu\\u0022\":{\"a\":1}");
    assertThat(new Encoding(merging("log", true)).body("{\"a\":1}")).isEqualTo("\"log\":{\"a\":1}");
  }

  @Test
  void mergesBesideTheRecordsOwnMembers() {
    Encoding top = new Encoding(merging("", false));

    assertThat(top.body("{\"a\":{\"time\":1},\"b\":2}")).isEqualTo("\"a\":{\"time\":1},\"b\":2");
    assertThat(top.body("{}")).isEqualTo("\"log\":\"{}\"");
  }

  @Test
  void neverWritesAMemberTwice() {
    Encoding top = new Encoding(merging("", false));

    assertThat(top.body("{\"time\":1,\"time_\":2,\"l\\u006fg\":3}"))
        .isEqualTo("\"time__\":1,\"time_\":2,\"log_\":3");
  }

  @Test
  void countsAnEntryOnceHoweverItIsWritten() {
    Encoding sampling = new Encoding(merging("", false), new Sample(Selector.ALL, 2));

    assertThat(sampling.leavesOut("{\"time\":1}")).isFalse();
    assertThat(sampling.leavesOut("{\"time\":2}")).isTrue();
    assertThat(sampling.leavesOut("{\"time\":3}")).isFalse();
  }

  @Test
  void mergesNothingWhereItIsNotAskedTo() {
    assertThat(new Encoding(plain()).body("{\"a\":1}")).isEqualTo("\"log\":\"{\\\"a\\\":1}\"");
  }

  @Test
  void saysThatALineWasShortenedOnTheWay() {
    LogEntry entry = entry("beginning");
    entry.originalBytes = 70_000;

    assertThat(merging.record(entry))
        .isEqualTo(
            HEAD
                + "\"log\":\"beginning\",\"kubernetes\":"
                + METADATA
                + ",\"truncated\":true,\"originalBytes\":70000}");
  }

  @Test
  void repairsWhatIsNoUtf8() {
    byte[] text = {'a', (byte) 0xff, 'b'};

    assertThat(merging.record(entry(StdStream.STDOUT, text)))
        .isEqualTo(HEAD + "\"log\":\"a\ufffdb\"" + TAIL);
  }

  @Property(tries = 200)
  void cutsTheTextToWhatFits(
      @ForAll @IntRange(min = 1_000, max = 5_000) int max,
      @ForAll RecordForm form,
      @ForAll boolean parsed,
      @ForAll boolean object)
      throws Exception {
    Encoding small =
        parsed
            ? new Encoding(form, max, plain(), new Add(Selector.ALL, Map.of("a", "b")))
            : new Encoding(form, max, merging("log_processed", true));
    String text = "\u65e5\"\n\u0001x\ud83d\ude00".repeat(2_000);
    String sent = object ? "{\"a\":\"" + "b".repeat(20_000) + "\"}" : text;

    String record = small.record(sent);

    JsonNode json = JACKSON.readTree(record);
    assertThat(record.getBytes(UTF_8).length).isBetween(max - 12, max);
    assertThat(sent).startsWith(json.get("log").textValue());
    assertThat(json.get("truncated").booleanValue()).isTrue();
    assertThat(json.get("originalBytes").intValue()).isEqualTo(sent.getBytes(UTF_8).length);
    assertThat(json.get("time").textValue()).isEqualTo("2026-11-20T22:00:00.123456789Z");
  }

  @Test
  void sendsAnObjectAsTextRatherThanCutItsFields() {
    Encoding small = new Encoding(RecordForm.JSON, 400, merging("log_processed", true));

    assertThat(small.record("{\"a\":\"" + "b".repeat(190) + "\"}"))
        .contains("\"log\":\"{\\\"a\\\":\\\"bb")
        .doesNotContain("log_processed")
        .endsWith(TAIL);
  }

  @Test
  void givesUpMetadataThatIsLongerThanARecord() throws Exception {
    Encoding tiny = new Encoding(RecordForm.JSON, 150, plain());

    String record = tiny.record("x".repeat(300));

    assertThat(record.length()).isEqualTo(150);
    assertThat(JACKSON.readTree(record).has("kubernetes")).isFalse();
    assertThat(record).contains("\"log\":\"xxx").contains("\"originalBytes\":300");
  }

  @Test
  void cutsRecordsOfManyFields() throws Exception {
    StringBuilder many = new StringBuilder("{\"k\":0");
    for (int i = 0; i < 500; i++) {
      many.append(",\"key").append(i).append("\":").append(i);
    }
    Encoding small =
        new Encoding(
            RecordForm.JSON,
            1_000,
            merging("log_processed", false),
            new Add(Selector.ALL, Map.of("env", "prod")));

    String record = small.record(many.append('}').toString());

    JsonNode json = JACKSON.readTree(record);
    assertThat(record.length()).isBetween(990, 1_000);
    assertThat(json.get("log").textValue()).startsWith("{\"log_processed\":{\"k\":0,\"key0\":0");
    assertThat(json.get("kubernetes")).isEqualTo(JACKSON.readTree(METADATA));
    assertThat(json.get("truncated").booleanValue()).isTrue();
  }

  @Test
  void sendsGivenFieldsInTheirOrder() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("systemd_unit", "kubelet.service");
    fields.put("hostname", "node-1");
    fields.put("message", "say \"hi\"");
    fields.put("az", "eu-west-1a");

    assertThat(new Encoding(plain()).record(entry(StdStream.NONE, new byte[0]), fields))
        .isEqualTo(
            "{\"systemd_unit\":\"kubelet.service\",\"hostname\":\"node-1\","
                + "\"message\":\"say \\\"hi\\\"\",\"az\":\"eu-west-1a\"}");
  }

  @Property(tries = 300)
  void writesTheSameRecordTakenApartOrNot(@ForAll String text, @ForAll boolean keepLog)
      throws Exception {
    // A change that changes nothing forces the way through fields.
    Add nothing = new Add(Selector.ALL, Map.of());
    String quoted = "{\"a\":[" + JACKSON.valueToTree(text) + ",1.0,null,true,{}]}";

    for (String sent : new String[] {text, quoted}) {
      String apart = new Encoding(merging("log_processed", keepLog), nothing).record(sent);
      String whole = new Encoding(merging("log_processed", keepLog)).record(sent);

      assertThat(JACKSON.readTree(apart)).isEqualTo(JACKSON.readTree(whole));
    }
  }
}
