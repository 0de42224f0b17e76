package io.ringtail.sink.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.config.SinkSettings;
import io.ringtail.testing.TestConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RINGTAIL_OPENSEARCH_INDEX. */
final class IndexOptionTest {
  private final OpenSearchSinkFactory factory = new OpenSearchSinkFactory();

  @ParameterizedTest
  @ValueSource(strings = {"logs-{cluster}", "logs-{", "logs-}", "logs-${namespace}}"})
  void aForgottenDollarIsTold(String index) {
    assertThat(factory.check(settings(index)))
        .singleElement()
        .asString()
        .contains("opensearch", "belongs to no ${...}", "using the default");
  }

  @Test
  void placeholdersAreFine() {
    assertThat(factory.check(settings("logs-${namespace}-${date:yyyy.MM.dd}"))).isEmpty();
  }

  private static SinkSettings settings(String index) {
    return TestConfig.of("opensearchUrl", "http://localhost:9200", "opensearchIndex", index)
        .sinkSettings();
  }
}
