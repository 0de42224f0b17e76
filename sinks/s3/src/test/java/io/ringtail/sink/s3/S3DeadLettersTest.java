package io.ringtail.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringtail.config.RingtailConfig;
import io.ringtail.event.Level;
import io.ringtail.pipeline.Pipeline;
import io.ringtail.pipeline.PipelineContext;
import io.ringtail.sink.ArchiveFactory;
import io.ringtail.sink.JsonLines;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.s3.FaultyProxy.Fault;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.DropReason;
import io.ringtail.testing.Answer;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.RecordingSink;
import io.ringtail.testing.RecordingSinkFactory;
import io.ringtail.testing.TestConfig;
import io.ringtail.testing.TestProperties;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RINGTAIL_DEAD_LETTER_DIR=s3://bucket/prefix: what another sink refuses, and its way back. */
@Timeout(120)
class S3DeadLettersTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @RegisterExtension private final TestProperties properties = new TestProperties();

  private final ArchiveFactory archive = new S3SinkFactory();
  private final RecordingNotices notices = new RecordingNotices();
  private final RecordingSink sink =
      new RecordingSink()
          .otherwise(
              Answer.rejecting(
                  DropReason.REFUSED, received -> received.json().contains("\"poison ")));
  private final Path root;

  @RegisterExtension private final ProxiedBucket bucketOfTest = new ProxiedBucket();

  private final String bucket = bucketOfTest.name;
  private final FaultyProxy proxy = bucketOfTest.proxy;
  private final Stored stored = bucketOfTest.stored;

  S3DeadLettersTest(@TempDir Path root) {
    this.root = root;
  }

  @BeforeEach
  void start() {
    properties.set("aws.endpointUrlS3", proxy.endpoint().toString());
    properties.set("aws.region", "eu-west-1");
    properties.set("aws.accessKeyId", "AKIATEST");
    properties.set("aws.secretAccessKey", "secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "spool"})
  void whatWasRefusedIsInTheBucketAndCanBeReadAgain(String mode) throws Exception {
    List<String> options = new ArrayList<>();
    if (mode.equals("spool")) {
      options.addAll(List.of("spoolDir", root.toString(), "s3Compression", "zstd"));
    }
    Pipeline pipeline = pipeline(options.toArray(new String[0]));
    for (int i = 0; i < 2_000; i++) {
      log(pipeline, (i % 2 == 0 ? "poison " : "good ") + i);
    }
    pipeline.close();

    assertThat(notices.texts()).noneMatch(text -> text.contains("did not get to"));
    assertThat(stored.keys())
        .isNotEmpty()
        .allMatch(key -> key.matches("rejected/\\d{8}T\\d{6}Z-.*\\.jsonl\\.(gz|zst)"));
    List<String> lines = stored.allLines();
    assertThat(lines)
        .hasSize(1_000)
        .allMatch(line -> line.contains("\"sink\":\"recording\"") && line.contains("\"reason\":"));
    assertThat(pipeline.telemetries().get(0).deadLetters()).isEqualTo(1_000);
    assertThat(read(bucket + "/rejected/")).isEqualTo(lines);
    // A single object, by its key.
    String first = stored.keys().get(0);
    assertThat(read(bucket + '/' + first)).isEqualTo(stored.lines(first));
  }

  @Test
  void aBucketThatIsAwayNeitherStopsTheSinkNorGetsMoreMemory() throws Exception {
    proxy.inject(request -> Fault.DENIED);
    Pipeline pipeline = pipeline("s3ObjectAgeMs", "1000");
    // 8 MB of letters.
    for (int i = 0; i < 16_000; i++) {
      log(pipeline, (i % 2 == 0 ? "poison " : "good ") + i + "x".repeat(500));
    }
    assertThat(pipeline.flush(LONG)).isTrue();
    assertThat(sink.accepted()).filteredOn(each -> !each.isOwn()).hasSize(8_000);
    long kept = pipeline.telemetries().get(0).deadLetters();
    assertThat(kept).isBetween(100L, 2_000L);
    assertThat(pipeline.telemetries().get(0).deadLettersLost()).isEqualTo(8_000 - kept);
    await()
        .atMost(LONG)
        .until(
            () ->
                notices.texts().stream()
                    .anyMatch(
                        text ->
                            text.startsWith("dead letters: sink s3:")
                                && text.contains("AccessDenied")));

    proxy.heal();
    await().atMost(LONG).until(() -> !stored.keys().isEmpty());
    pipeline.close();
    assertThat(stored.allLines()).hasSize((int) kept);
  }

  @Test
  void whatCannotBeReadIsToldWithTheReason() {
    proxy.inject(request -> Fault.DENIED);

    assertThatThrownBy(() -> read(bucket + "/rejected/"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("s3://" + bucket + "/rejected/")
        .hasMessageContaining("AccessDenied")
        .hasMessageContaining("s3:ListBucket");
  }

  @ParameterizedTest
  @CsvSource({
    "my-logs/rejected, my-logs, rejected/",
    "my-logs/a/b/, my-logs, a/b/",
    "my-logs, my-logs, ''",
    "arn:aws:s3:eu-west-1:123456789012:accesspoint/mine/a, "
        + "arn:aws:s3:eu-west-1:123456789012:accesspoint/mine, a/"
  })
  void aPlaceIsABucketAndADirectory(String place, String expectedBucket, String prefix) {
    assertThat(archive.problemOf(place)).isNull();
    assertThat(archive.destination(place).group()).isEqualTo(expectedBucket);
    assertThat(archive.destination(place).stream()).isEqualTo(prefix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/rejected", "My_Bucket/a", "my-logs/${pod}/"})
  void aWrongPlaceIsToldWithWhatIsLegal(String place) {
    assertThat(archive.problemOf(place)).contains("legal is s3://bucket/prefix");
  }

  private Pipeline pipeline(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("deadLetterDir", "s3://" + bucket + "/rejected", "overflow", "block"));
    RingtailConfig config = TestConfig.of(all.toArray(new String[0]));
    return Pipeline.start(
        config,
        List.of(RecordingSinkFactory.of(sink)),
        new PipelineContext(
            TestConfig.surroundings(Map.of()),
            notices,
            Clock.SYSTEM,
            new JsonLines(OutputStream.nullOutputStream()),
            archive));
  }

  private static void log(Pipeline pipeline, String message) {
    long now = System.currentTimeMillis();
    pipeline
        .intake()
        .offer(
            now / 1_000,
            0,
            Level.INFO,
            "com.example.Refused",
            "main",
            message,
            Map.of(),
            null,
            null,
            null,
            null);
  }

  private List<String> read(String place) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    SinkContext context = SinkContext.of(TestConfig.of(), notices);
    archive.read(place, context, (name, in) -> lines.addAll(lines(in)));
    return lines;
  }

  private static List<String> lines(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
  }
}
