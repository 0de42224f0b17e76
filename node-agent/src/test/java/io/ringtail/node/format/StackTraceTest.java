package io.ringtail.node.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.entry.StdStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StackTraceTest {
  static Stream<Samples> traces() {
    return Samples.traces();
  }

  static Stream<Samples> all() {
    return Stream.concat(Samples.traces(), Samples.lines());
  }

  @ParameterizedTest
  @MethodSource("all")
  void joinsWhatBelongsTogetherAndNothingElse(Samples samples) {
    TestLog log = TestLog.container();

    samples.allLines().forEach(log::out);
    log.end();

    assertThat(log.texts()).containsExactlyElementsOf(samples.texts());
  }

  @ParameterizedTest
  @MethodSource("traces")
  void keepsTracesOfTwoStreamsApart(Samples samples) {
    List<String> other = Samples.traces().findFirst().orElseThrow().allLines();
    List<String> lines = samples.allLines();
    TestLog log = TestLog.container();

    for (int i = 0; i < Math.max(lines.size(), other.size()); i++) {
      if (i < lines.size()) {
        log.err(lines.get(i));
      }
      if (i < other.size()) {
        log.out(other.get(i));
      }
    }
    log.end();

    assertThat(log.texts(StdStream.STDERR)).containsExactlyElementsOf(samples.texts());
    assertThat(log.texts(StdStream.STDOUT))
        .containsExactlyElementsOf(Samples.traces().findFirst().orElseThrow().texts());
  }

  @ParameterizedTest
  @MethodSource("all")
  void joinsTheSameInAFileOfTheHost(Samples samples) {
    TestLog log =
        TestLog.file(EntryFormat.AUTO, java.nio.charset.StandardCharsets.UTF_8, stream -> 0L);

    samples.allLines().forEach(log::line);
    log.end();

    assertThat(log.texts()).containsExactlyElementsOf(samples.texts());
  }

  @ParameterizedTest
  @MethodSource("all")
  void loseNothingWhenEveryLineIsLate(Samples samples) {
    TestLog log = TestLog.container();

    for (String line : samples.allLines()) {
      log.out(line).waits(TestLog.FLUSH_MILLIS);
      assertThat(log.heldBytes()).isZero();
    }

    assertThat(log.texts()).containsExactlyElementsOf(samples.allLines());
  }

  @ParameterizedTest
  @MethodSource("all")
  void joinsNothingIfMultilineIsOff(Samples samples) {
    TestLog log = TestLog.container(EntryFormat.OFF, stream -> 0L);

    for (String line : samples.allLines()) {
      log.out(line);
      assertThat(log.heldBytes()).isZero();
    }

    assertThat(log.texts()).containsExactlyElementsOf(samples.allLines());
  }
}
