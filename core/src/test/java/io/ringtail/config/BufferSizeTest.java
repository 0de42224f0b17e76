package io.ringtail.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BufferSizeTest {

  @ParameterizedTest
  @CsvSource({
    "8388608, 8388608",
    "8388608b, 8388608",
    "8MiB, 8388608",
    "8MB, 8388608",
    "' 8 m ', 8388608",
    "8192k, 8388608",
    "8192KiB, 8388608",
    "1g, 1073741824",
    "1GiB, 1073741824",
    "2m, 2097152"
  })
  void readsEveryUsualSpelling(String text, long bytes) {
    Parsed<Long> parsed = ByteSize.parse(text, BufferSize.MIN_BYTES, BufferSize.MAX_BYTES);

    assertThat(parsed.value()).isEqualTo(bytes);
    assertThat(parsed.wrong()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"m", "-8m", "8mm", "8.5m", "8t", "0x800000", "8 m b", "8i", "٨m"})
  void refusesWhatIsNoSize(String text) {
    assertThat(ByteSize.parse(text, BufferSize.MIN_BYTES, BufferSize.MAX_BYTES).value()).isNull();
  }
}
