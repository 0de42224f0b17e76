package io.ringtail.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.config.ConfigProblem;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.SinkSettings;
import io.ringtail.sink.SinkCatalog;
import io.ringtail.testing.TestConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3OptionsTest {

  @Test
  void theDefaults() {
    S3Options options = S3Options.read(S3UnderTest.settings("my-logs"));

    assertThat(options.problems()).isEmpty();
    assertThat(options.objectBytes()).isEqualTo(64L << 20);
    assertThat(options.objectAgeMillis()).as("without a spool").isEqualTo(60_000);
    assertThat(options.compression()).isEqualTo(S3Options.Compression.GZIP);
    assertThat(options.spoolBytes()).isEqualTo(1L << 30);
    assertThat(
            S3Options.read(S3UnderTest.settings("my-logs", "spoolDir", "/spool")).objectAgeMillis())
        .isEqualTo(300_000);
  }

  @Test
  void withoutABucketNothingCanBeSentAndThatIsTold() {
    S3Options options = S3Options.read(SinkSettings.NONE);

    assertThat(options.bucket()).isNull();
    assertThat(options.problems())
        .singleElement()
        .extracting(ConfigProblem::message)
        .asString()
        .contains("RINGTAIL_S3_BUCKET", "missing", "nothing can be uploaded");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3Bucket|s3://logs/app|without s3:// and without a prefix",
        "s3Bucket|My_Logs|small letters, digits, dots and hyphens",
        "s3ObjectBytes|1k|legal are 64KiB to 5GiB",
        "s3ObjectAgeMs|10|from 1000 to 86400000",
        "s3Compression|gzp|did you mean gzip?",
        "s3StorageClass|COLD|INTELLIGENT_TIERING",
        "s3SpoolBytes|all|16MiB to 1024GiB",
      })
  void aWrongValueIsTold(String option, String value, String wrong) {
    assertThat(S3Options.read(S3UnderTest.settings("my-logs", option, value)).problems())
        .singleElement()
        .extracting(ConfigProblem::message)
        .asString()
        .contains("=\"" + value + "\"", wrong);
  }

  @ParameterizedTest
  @CsvSource({
    "my-logs",
    "logs.example.com",
    "logs-${namespace}",
    "arn:aws:s3:eu-west-1:123456789012:accesspoint/logs"
  })
  void legalBuckets(String bucket) {
    assertThat(S3Options.read(S3UnderTest.settings(bucket)).problems()).isEmpty();
  }

  @Test
  void bucketAndPrefixAreTemplatesWithDates() {
    S3SinkFactory factory = new S3SinkFactory();
    SinkSettings settings =
        S3UnderTest.settings("logs-${env:STAGE}", "s3Prefix", "a/${date:yyyy}/${pid}/");
    DestinationNames names = factory.names(settings, TestConfig.of().names());

    assertThat(names.dependsOnDate()).isTrue();
    assertThat(names.group().text()).isEqualTo("logs-${env:STAGE}");
    assertThat(names.stream().text()).isEqualTo("a/${date:yyyy}/${pid}/");
    assertThat(factory.check(settings)).isEmpty();
  }

  @Test
  void withoutASpoolABatchWaitsAsLongAsAnObjectMay() {
    S3SinkFactory factory = new S3SinkFactory();

    assertThat(factory.lingerMillis(S3UnderTest.settings("my-logs"), 1_000)).isEqualTo(60_000);
    assertThat(factory.lingerMillis(S3UnderTest.settings("my-logs", "spoolDir", "/s"), 1_000))
        .isEqualTo(1_000);
  }

  @Test
  void theSinkIsFoundByItsName() {
    assertThat(SinkCatalog.load(S3SinkFactory.class.getClassLoader()).find("s3"))
        .isInstanceOf(S3SinkFactory.class);
  }
}
