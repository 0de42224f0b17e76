package io.ringtail.sink.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.config.ConfigProblem;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.NameTemplate;
import io.ringtail.config.SinkSettings;
import io.ringtail.sink.SinkCatalog;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.TestConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KinesisOptionsTest {
  private static final DestinationNames LOGS =
      new DestinationNames(NameTemplate.DEFAULT_GROUP, NameTemplate.DEFAULT_STREAM);

  private final SinkFactory factory = new KinesisSinkFactory();

  @Test
  void theSinkIsFoundByItsName() {
    assertThat(SinkCatalog.load(getClass().getClassLoader()).find("kinesis"))
        .isInstanceOf(KinesisSinkFactory.class);
  }

  @Test
  void namesAreThoseOfItsOwnOptions() {
    SinkSettings settings =
        settings(
            Map.of(
                "RINGTAIL_KINESIS_STREAM", "logs-${cluster}",
                "RINGTAIL_KINESIS_PARTITION_KEY", "${namespace}/${pod}"));

    assertThat(factory.check(settings)).isEmpty();
    DestinationNames names = factory.names(settings, LOGS);
    assertThat(names.group().text()).isEqualTo("logs-${cluster}");
    assertThat(names.stream().text()).isEqualTo("${namespace}/${pod}");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    SinkSettings settings =
        settings(
            Map.of(
                "RINGTAIL_KINESIS_PARTITION_KEY", "${nod}",
                "RINGTAIL_KINESIS_AGGREGATE", "maybe"));

    List<ConfigProblem> problems = factory.check(settings);
    assertThat(problems).hasSize(3);
    assertThat(problems.toString())
        .contains("RINGTAIL_KINESIS_STREAM")
        .contains("nothing is sent to Kinesis")
        .contains("${nod}")
        .contains("legal are true and false");
  }

  @Test
  void withoutAStreamItCannotBeOpened() {
    SinkContext context = SinkContext.of(TestConfig.of(), new RecordingNotices());

    assertThatThrownBy(() -> factory.open(context)).hasMessageContaining("RINGTAIL_KINESIS_STREAM");
  }

  @Test
  void illegalNamesAreMadeLegalAndThatIsSaid() {
    RecordingNotices notices = new RecordingNotices();
    KinesisNames names = new KinesisNames(notices);

    assertThat(names.stream("a/b c")).isEqualTo("a_b_c");
    assertThat(names.stream("x".repeat(200))).hasSize(128);
    assertThat(names.partitionKey("")).isEqualTo("_");
    assertThat(names.partitionKey("\u00e4".repeat(200))).isEqualTo("\u00e4".repeat(128));
    assertThat(names.partitionKey("\ud83d\ude00".repeat(100))).isEqualTo("\ud83d\ude00".repeat(64));
    assertThat(names.partitionKey("half \ud83d")).isEqualTo("half ?");
    assertThat(names.partitionKey("shop/cart:8080 \u00e4")).isEqualTo("shop/cart:8080 \u00e4");
    assertThat(notices.all()).hasSize(6);
  }

  private static SinkSettings settings(Map<String, String> env) {
    return SinkSettings.of(TestConfig.surroundings(env), Map.of());
  }
}
