package io.ringtail.sink.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.batch.Destination;
import io.ringtail.testing.RecordingNotices;
import org.junit.jupiter.api.Test;

class LogNamesTest {
  private final RecordingNotices notices = new RecordingNotices();

  @Test
  void legalNamesStayAsTheyAre() {
    LogNames names =
        LogNames.of(new Destination("/aws/c_1/App.x#y-z", "ns/pod ä [1]/app"), notices);

    assertThat(names).isEqualTo(new LogNames("/aws/c_1/App.x#y-z", "ns/pod ä [1]/app"));
    assertThat(notices.all()).isEmpty();
  }

  @Test
  void illegalCharactersBecomeUnderscores() {
    LogNames names =
        LogNames.of(new Destination("my group:ä\ud83d\ude00", "a:b*c\nd\ud83d"), notices);

    assertThat(names).isEqualTo(new LogNames("my_group___", "a_b_c_d_"));
    assertThat(notices.texts())
        .hasSize(2)
        .anySatisfy(text -> assertThat(text).contains("log group").endsWith("using my_group___"));
  }

  @Test
  void namesAreCutTo512CharactersAndNeverInsideAPair() {
    LogNames names =
        LogNames.of(new Destination("g".repeat(600), "s".repeat(511) + "\ud83d\ude00"), notices);

    assertThat(names.group()).hasSize(512);
    assertThat(names.stream()).isEqualTo("s".repeat(511));
  }

  @Test
  void anEmptyNameIsReplaced() {
    assertThat(LogNames.of(new Destination("", ""), notices)).isEqualTo(new LogNames("_", "_"));
  }
}
