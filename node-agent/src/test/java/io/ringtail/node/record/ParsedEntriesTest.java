package io.ringtail.node.record;

import static io.ringtail.node.record.Encoding.entry;
import static io.ringtail.node.record.Encoding.merging;
import static io.ringtail.node.record.Encoding.parsing;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.ringtail.node.config.FieldType;
import io.ringtail.node.config.ParserConfig;
import io.ringtail.node.config.ParserConfig.Kind;
import io.ringtail.node.record.Verdict.Kept;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParsedEntriesTest {
  private static final String ACCESS =
      "10.0.3.7 - - [20/Nov/2026:21:00:00 +0000] \"GET /a HTTP/1.1\" 200 512";

  private static final ParserConfig SHOP =
      new ParserConfig(
          "shop",
          Kind.REGEX,
          Pattern.compile("^(?P<at>[^ ]+) order (?P<order>\\d+)(?: of (?P<who>.*))?$"),
          "at",
          "%Y-%m-%dT%H:%M:%S",
          false,
          Map.of());

  @Test
  void putsFieldsUnderTheMergeKey() {
    assertThat(new Encoding(parsing("shop"), null, SHOP).record("2026-11-20T10:00:00Z order 17"))
        .contains(
            "\"log\":\"2026-11-20T10:00:00Z order 17\",\"log_processed\":{\"order\":\"17\"},"
                + "\"kubernetes\":");
  }

  @Test
  void datesTheRecordAsTheTextDoes() {
    Encoding parsing = Encoding.parsingAs("nginx");

    Verdict verdict = parsing.verdict(entry(ACCESS));

    assertThat(Instant.ofEpochMilli(((Kept) verdict).epochMillis()))
        .isEqualTo(Instant.parse("2026-11-20T21:00:00Z"));
    assertThat(parsing.json(verdict)).startsWith("{\"time\":\"2026-11-20T21:00:00.000000000Z\"");
  }

  @Test
  void datesTheRecordAsItWasReadWhereTheTextIsIllegible() {
    Encoding parsing = new Encoding(parsing("shop"), null, SHOP);

    assertThat(parsing.body("noon order 17"))
        .endsWith("\"log_processed\":{\"at\":\"noon\",\"order\":\"17\"}");
  }

  @Test
  void sendsTheTextOnceIfItIsNotKept() {
    assertThat(new Encoding(merging("log_processed", false), "nginx").record(ACCESS))
        .doesNotContain("\"log\":")
        .contains("\"log_processed\":{\"remote\":\"10.0.3.7\"");
  }

  @Test
  void goesByThePodsParserFirst() {
    Encoding encoding = new Encoding(parsing("nginx"), "shop", SHOP);

    assertThat(encoding.record("2026-11-20T10:00:00Z order 17 of joe"))
        .contains("\"log_processed\":{\"order\":\"17\",\"who\":\"joe\"}");
  }

  @Test
  void mergesJsonThatTheParserDoesNotKnow() {
    assertThat(Encoding.parsingAs("nginx").body("{\"a\":1}"))
        .endsWith("\"log_processed\":{\"a\":1}");
    assertThat(Encoding.parsingAs("nginx").body("plain")).isEqualTo("\"log\":\"plain\"");
  }

  @Test
  void tellsOfParsersThatAreNotThereAndGoesOnWithout() {
    Encoding encoding = new Encoding(merging("log_processed", true), "ngnix");

    assertThat(encoding.notices)
        .containsExactly(
            "pod shop/cart-1 asks for the parser ngnix, which is not known (did you mean nginx?);"
                + " its entries are sent without it");
    assertThat(encoding.body("{\"a\":1}")).endsWith("\"log_processed\":{\"a\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "integer|17|17",
        "integer|-017|-17",
        "integer|9223372036854775808|'\"9223372036854775808\"'",
        "integer|1.5|'\"1.5\"'",
        "float|1.50|1.50",
        "float|-2e-3|-0.002",
        "float|NaN|'\"NaN\"'",
        "bool|True|true",
        "bool|false|false",
        "bool|yes|'\"yes\"'",
        "hex|0xff|255",
        "hex|FFFFFFFFFFFFFFFF|18446744073709551615",
        "hex|xyz|'\"xyz\"'",
        "string|17|'\"17\"'",
      })
  void sendsAFieldAsWhatItIsSaidToBeWhereItIsThat(String type, String text, String json) {
    ParserConfig own =
        new ParserConfig(
            "own",
            Kind.LOGFMT,
            null,
            null,
            null,
            false,
            Map.of("a", FieldType.valueOf(type.toUpperCase(Locale.ROOT)), "b", FieldType.INTEGER));

    assertThat(new Encoding(parsing("own"), null, own).body("a=" + text + " c=3"))
        .endsWith("\"log_processed\":{\"a\":" + json + ",\"c\":\"3\"}");
  }

  @Test
  void prefersAConfiguredParserToTheReadyOneOfItsName() {
    ParserConfig own =
        new ParserConfig(
            "nginx", Kind.REGEX, Pattern.compile("(?P<all>.*)"), null, null, false, Map.of());

    assertThat(new Encoding(parsing("nginx"), null, own).body("x"))
        .isEqualTo("\"log\":\"x\",\"log_processed\":{\"all\":\"x\"}");
  }
}
