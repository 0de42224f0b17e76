package io.ringtail.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ringtail.node.record.parse.Parsers;
import io.ringtail.node.record.parse.Strptime;
import io.ringtail.node.record.transform.Steps;
import org.junit.jupiter.api.Test;

/** What a configuration may name is what is there. */
class ReadyNamesTest {
  @Test
  void namesEveryReadyParser() {
    assertThat(ReadyParsers.NAMES).containsExactlyElementsOf(Parsers.readyNames());
  }

  @Test
  void namesEveryReadyPatternOfRedaction() {
    assertThat(TransformReader.READY_PATTERNS)
        .containsExactlyInAnyOrderElementsOf(Steps.redactionNames());
  }

  @Test
  void takesTheTimeFormatsThatCanBeRead() {
    for (char directive = '!'; directive < 0x7f; directive++) {
      String format = "%" + directive;
      if (TimeFormat.check(format).value() != null) {
        assertThatCode(() -> new Strptime(format)).as(format).doesNotThrowAnyException();
      }
    }
  }
}
