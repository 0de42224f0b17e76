package io.ringtail.node.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotatedNameTest {
  @ParameterizedTest
  @CsvSource({
    "0.log.20261120-220010, 0.log, false",
    "0.log.20261120-220010.gz, 0.log, true",
    "abc-json.log.1, abc-json.log, false",
    "abc-json.log.12.gz, abc-json.log, true",
    "messages-20261120, messages, false",
    "messages-20261120.gz, messages, true",
    "messages-20261120-1795212000, messages, false",
    "app-20261120.log, app.log, false",
    "app-2026-11-20.log, app.log, false",
    "app.2026-11-20-22.3.log.gz, app.log, true",
    "app.log.2026-11-20.0.gz, app.log, true",
    "app.log.2026-11-20_22-00, app.log, false",
    "app-20261120.log.gz, app.log, true"
  })
  void knowsWhoseItIs(String name, String base, boolean gzip) {
    RotatedName rotated = RotatedName.parse(name);

    assertThat(rotated).isNotNull();
    assertThat(Objects.requireNonNull(rotated).base()).isEqualTo(base);
    assertThat(rotated.gzip()).isEqualTo(gzip);
  }

  @Test
  void otherNamesAreNoneOfARotatedFile() {
    for (String name :
        List.of(
            "0.log",
            "messages",
            "0.log.20261120-220010.tmp",
            "app.log.bak",
            "app.1.log",
            "2026-11-20.log",
            "x.gz",
            "secure")) {
      assertThat(RotatedName.parse(name)).as(name).isNull();
    }
  }

  @Test
  void thoseOfADayComeInTheOrderOfTheirHoursAndNumbers() {
    assertThat(
            Stream.of("x-2026-11-20.10.log", "x-2026-11-20.9.log", "x-2026-11-19-23.log")
                .map(name -> Objects.requireNonNull(RotatedName.parse(name)))
                .sorted(Comparator.naturalOrder())
                .map(RotatedName::stem))
        .containsExactly("x-2026-11-19-23.log", "x-2026-11-20.9.log", "x-2026-11-20.10.log");
  }

  @Test
  void theOldestComesFirst() {
    List<String> byAge =
        List.of("x.log.3", "x.log.2.gz", "x.log.1", "x.log-20261119.gz", "x.log-20261120");

    assertThat(
            Stream.of("x.log.1", "x.log-20261120", "x.log.3", "x.log-20261119.gz", "x.log.2.gz")
                .map(name -> Objects.requireNonNull(RotatedName.parse(name)))
                .sorted(Comparator.naturalOrder())
                .map(name -> name.gzip() ? name.stem() + ".gz" : name.stem()))
        .isEqualTo(byAge);
  }
}
