package io.ringtail.node.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.node.config.MultilineRule;
import io.ringtail.node.config.SourceConfig;
import io.ringtail.testing.FakeClock;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryFormatTest {
  @Test
  void aRuleThatIsNotThereIsRefusedWithTheNamesOfThoseThatAre() {
    SourceConfig.Reading reading = new SourceConfig.Reading(true, 1_000, UTF_8);
    List<MultilineRule> rules =
        List.of(new MultilineRule("cobol", null, null), new MultilineRule("ada", null, null));

    assertThatThrownBy(() -> EntryFormat.of(reading, "pascal", 1_000, rules, new FakeClock()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'pascal'")
        .hasMessageContaining("auto")
        .hasMessageContaining("cobol, ada");
  }
}
