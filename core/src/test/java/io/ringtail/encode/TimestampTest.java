package io.ringtail.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimestampTest {
  private static final long YEAR_0 = -62_167_219_200L;
  private static final long YEAR_9999_END = 253_402_300_799L;
  private static final DateTimeFormatter JDK =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Timestamp timestamp = new Timestamp();

  @Property(tries = 1_000)
  void printsAsTheJdkFromYear0To9999(
      @ForAll @LongRange(min = YEAR_0, max = YEAR_9999_END) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    assertThat(text(second, nano)).isEqualTo(JDK.format(Instant.ofEpochSecond(second, nano)));
    assertThat(text(second, 0)).isEqualTo(JDK.format(Instant.ofEpochSecond(second)));
  }

  @Test
  void staysLegalBeyondFourDigits() {
    assertThat(text(YEAR_0 - 1, 5)).isEqualTo("0000-01-01T00:00:00.000000005Z");
    assertThat(text(Long.MIN_VALUE, 0)).isEqualTo("0000-01-01T00:00:00.000000000Z");
    assertThat(text(YEAR_9999_END + 1, 0)).isEqualTo("9999-12-31T23:59:59.000000000Z");
    assertThat(text(Long.MAX_VALUE, 0)).isEqualTo("9999-12-31T23:59:59.000000000Z");
  }

  @Test
  void aFreshOneKnowsNoSecond() {
    assertThat(text(0, 1)).isEqualTo("1970-01-01T00:00:00.000000001Z");
    assertThat(text(-1, 999_999_999)).isEqualTo("1969-12-31T23:59:59.999999999Z");
  }

  private String text(long second, int nano) {
    return new String(timestamp.of(second, nano), StandardCharsets.US_ASCII);
  }
}
