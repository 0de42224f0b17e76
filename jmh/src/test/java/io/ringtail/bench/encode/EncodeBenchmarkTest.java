package io.ringtail.bench.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.config.Format;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EncodeBenchmarkTest {
  @ParameterizedTest
  @EnumSource(Format.class)
  void encodesEventsOfTheSizeThatItNames(Format format) throws IOException {
    EncodeBenchmark benchmark = new EncodeBenchmark();
    benchmark.format = format;
    benchmark.open();

    assertThat(benchmark.usual()).isBetween(300, 600);
    assertThat(benchmark.exception()).isGreaterThan(3_000);
  }

  @Test
  void batchesCutAndSealThemselves() {
    BatchBenchmark benchmark = new BatchBenchmark();
    benchmark.lateEvery = 100;
    for (int i = 0; i < 10_000; i++) {
      assertThat(benchmark.record()).isTrue();
    }
  }
}
