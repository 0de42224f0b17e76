package io.ringtail.bench.caller;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallerBenchmarkTest {
  @ParameterizedTest
  @CsvSource({
    "nothing,idle",
    "render,idle",
    "ringtail-none,idle",
    "ringtail-none,busy",
    "logstash-nothing,idle",
    "logback-async,idle",
    "logstash-file,idle"
  })
  void aBurstFindsRoom(String appender, String consumer) throws IOException {
    CallerState state = new CallerState();
    state.appender = appender;
    state.consumer = consumer;
    CallerBurst burst = new CallerBurst();
    CallerBenchmark benchmark = new CallerBenchmark();

    state.open();
    burst.enter(state);
    burst.awaitRoom(state);
    benchmark.plain(burst);
    benchmark.usual(burst);
    burst.count(state);
    burst.awaitRoom(state);

    assertThatCode(state::close).doesNotThrowAnyException();
  }
}
