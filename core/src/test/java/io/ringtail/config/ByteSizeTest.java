package io.ringtail.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({"4096,4096", "4k,4096", "32MiB,33554432", "200Mi,209715200", "1 GB,1073741824"})
  void readsEachSpelling(String text, long bytes) {
    assertThat(ByteSize.parse(text, 1, 1L << 40)).isEqualTo(Parsed.good(bytes));
  }

  @ParameterizedTest
  @CsvSource({"1023,1024", "3k,2048", "99999999999999999999999g,2048"})
  void mendsToTheNearestBound(String text, long bytes) {
    Parsed<Long> parsed = ByteSize.parse(text, 1024, 2048);

    assertThat(parsed.value()).isEqualTo(bytes);
    assertThat(parsed.wrong()).containsExactly("legal are 1KiB to 2KiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "much", "-1", "1.5m", "1t", "0x10"})
  void refusesWhatIsNoSize(String text) {
    assertThat(ByteSize.parse(text, 1, 2048).value()).isNull();
  }
}
