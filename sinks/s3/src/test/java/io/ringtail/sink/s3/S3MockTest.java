package io.ringtail.sink.s3;

import static io.ringtail.sink.s3.FaultyProxy.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.s3.FaultyProxy.Fault;
import io.ringtail.sink.s3.FaultyProxy.Seen;
import io.ringtail.telemetry.Notices.Weight;
import io.ringtail.testing.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Against S3Mock, through a proxy that goes wrong. */
class S3MockTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Path root;

  @RegisterExtension private final ProxiedBucket bucketOfTest = new ProxiedBucket();

  private final String bucket = bucketOfTest.name;
  private final FaultyProxy proxy = bucketOfTest.proxy;
  private final Stored stored = bucketOfTest.stored;

  S3MockTest(@TempDir Path root) {
    this.root = root;
  }

  private S3UnderTest spooling(String... options) {
    List<String> all = new ArrayList<>(List.of("spoolDir", root.toString()));
    all.addAll(List.of(options));
    return new S3UnderTest(proxy.endpoint(), bucket, all.toArray(new String[0]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "none"})
  void exactlyWhatWasSentIsFound(String compression) throws IOException {
    List<String> sent = new ArrayList<>();
    try (S3UnderTest tested = spooling("s3Compression", compression)) {
      for (int i = 0; i < 10; i++) {
        List<String> records = Batches.records("pod-" + i % 3, 100 * i, 100);
        sent.addAll(records);
        assertThat(tested.send("pod-" + i % 3 + '/', records)).containsOnly(Outcome.ACCEPTED);
      }
      assertThat(stored.keys()).as("an object grows until it is full or old").isEmpty();
      assertThat(tested.finish(LONG)).isTrue();
      assertThat(tested.notices.all()).isEmpty();
    }

    assertThat(stored.keys()).hasSize(3);
    assertThat(stored.allLines()).containsExactlyInAnyOrderElementsOf(sent);
    assertNothingIsLeft();
  }

  @Test
  void anObjectIsUploadedWhenItIsOld() {
    FakeClock clock = new FakeClock();
    try (S3UnderTest tested =
        new S3UnderTest(clock, proxy.endpoint(), bucket, "spoolDir", root.toString())) {
      tested.send("a/", List.of("{\"a\":1}"));
      clock.advance(Duration.ofMinutes(5));

      await().atMost(LONG).until(() -> stored.allLines().equals(List.of("{\"a\":1}")));
      assertThat(stored.keys().get(0)).startsWith("a/20261120T220000Z-").endsWith("-1.jsonl.gz");
    }
  }

  @Test
  void whatIsAskedForAnObjectIsAskedAndEveryByteIsSentWithItsChecksum() {
    try (S3UnderTest tested =
        spooling(
            "s3StorageClass", "standard_ia", "s3KmsKey", S3Mock.KMS_KEY, "s3Compression", "none")) {
      tested.send("small/", List.of("{\"a\":1}"));
      sendLarge(tested, "large/", noise(0, 11));
      assertThat(tested.finish(LONG)).as("%s", tested.notices.texts()).isTrue();
    }

    assertThat(proxy.seen())
        .filteredOn(request -> request.isPut() || request.isBegin())
        .hasSize(2)
        .allSatisfy(
            request -> {
              assertThat(request.header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
              assertThat(request.header("x-amz-server-side-encryption")).isEqualTo("aws:kms");
              assertThat(request.header("x-amz-server-side-encryption-aws-kms-key-id"))
                  .isEqualTo(S3Mock.KMS_KEY);
              assertThat(request.header("x-amz-server-side-encryption-bucket-key-enabled"))
                  .isEqualTo("true");
            });
    assertThat(proxy.seen())
        .filteredOn(request -> request.isPut() || request.isPart())
        .hasSize(4)
        .allSatisfy(request -> assertThat(request.header("x-amz-checksum-crc32c")).hasSize(8));
    HeadObjectResponse head = stored.head(stored.keys().get(0));
    assertThat(head.storageClassAsString()).isEqualTo("STANDARD_IA");
    assertThat(head.contentType()).isEqualTo("application/x-ndjson");
  }

  static Stream<Arguments> passing() {
    return Stream.of(
        Arguments.of(Fault.SLOW_DOWN, RetryCause.THROTTLED),
        Arguments.of(Fault.INTERNAL, RetryCause.UNAVAILABLE),
        Arguments.of(new Fault.DropBefore(), RetryCause.UNAVAILABLE),
        Arguments.of(new Fault.DropAfter(), RetryCause.UNAVAILABLE),
        Arguments.of(new Fault.DropInBody(), RetryCause.UNAVAILABLE),
        Arguments.of(new Fault.Damage(), RetryCause.UNAVAILABLE),
        Arguments.of(new Fault.Hang(), RetryCause.UNAVAILABLE));
  }

  static Stream<Arguments> passingQuickly() {
    return passing().filter(arguments -> !(arguments.get()[0] instanceof Fault.Hang)).skip(1);
  }

  @ParameterizedTest
  @MethodSource("passing")
  void nothingIsLostOrDoubledByAFaultThatPasses(Fault fault, RetryCause cause) throws IOException {
    proxy.inject(first(2, Seen::isPut, fault));
    List<String> records = Batches.records("a", 0, 500);
    try (S3UnderTest tested = spooling()) {
      assertThat(tested.send("a/", records)).containsOnly(Outcome.ACCEPTED);
      assertThat(tested.finish(LONG)).isTrue();
      assertThat(tested.notices.all())
          .anyMatch(
              notice ->
                  notice.key().equals("s3 upload " + cause + ' ' + bucket)
                      && notice.weight() == Weight.WARNING)
          .anyMatch(notice -> notice.text().contains("uploading to " + bucket + " again"));
    }

    assertThat(stored.keys()).hasSize(1);
    assertThat(stored.allLines()).isEqualTo(records);
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @MethodSource("passingQuickly")
  void aLargeObjectSurvivesTheSameFaultInEachOfItsSteps(Fault fault, RetryCause cause)
      throws IOException {
    List<String> records = noise(0, 11);
    Function<Seen, Fault> begin = first(1, Seen::isBegin, fault);
    Function<Seen, Fault> part =
        first(1, request -> request.query().contains("partNumber=2"), fault);
    Function<Seen, Fault> complete = first(1, Seen::isComplete, fault);
    proxy.inject(
        request ->
            request.isBegin()
                ? begin.apply(request)
                : request.isPart() ? part.apply(request) : complete.apply(request));
    try (S3UnderTest tested = spooling("s3Compression", "none")) {
      sendLarge(tested, "a/", records);
      assertThat(tested.finish(LONG)).isTrue();
      assertThat(tested.notices.count("s3 upload " + cause + ' ' + bucket)).isPositive();
    }

    assertThat(stored.keys()).hasSize(1);
    assertThat(stored.allLines()).isEqualTo(records);
    assertNothingIsLeft();
  }

  @Test
  void onlyThePartThatFailedIsSentAgain() {
    proxy.inject(first(1, request -> request.query().contains("partNumber=3"), Fault.SLOW_DOWN));
    try (S3UnderTest tested = spooling("s3Compression", "none")) {
      sendLarge(tested, "a/", noise(0, 11));
      assertThat(tested.finish(LONG)).isTrue();
    }

    assertThat(proxy.seen()).filteredOn(Seen::isBegin).hasSize(1);
    assertThat(proxy.seen().stream().filter(Seen::isPart).map(S3MockTest::partNumber))
        .containsExactly(1, 2, 3, 3);
  }

  @Test
  void anUploadThatTheBucketForgotBeginsAnew() throws IOException {
    List<String> records = noise(0, 11);
    proxy.inject(
        first(
            1,
            request -> request.query().contains("partNumber=2"),
            new Fault.Answer(404, "NoSuchUpload", "The upload ID may be invalid.")));
    try (S3UnderTest tested = spooling("s3Compression", "none")) {
      sendLarge(tested, "a/", records);
      assertThat(tested.finish(LONG)).isTrue();
    }

    assertThat(proxy.seen()).filteredOn(Seen::isBegin).hasSize(2);
    assertThat(stored.allLines()).isEqualTo(records);
    assertThat(stored.openUploads()).as("the first one is aborted").isEmpty();
    assertNothingIsLeft();
  }

  @Test
  void aBucketThatNamesNoChecksumIsAskedForTheObject() {
    proxy.inject(request -> Fault.NO_CHECKSUM_NOR_ETAG);
    try (S3UnderTest tested = spooling("s3Compression", "none")) {
      tested.send("a/", List.of("{\"a\":1}"));
      sendLarge(tested, "b/", noise(0, 11));
      assertThat(tested.finish(LONG)).isTrue();
    }

    assertThat(proxy.seen()).filteredOn(Seen::isLook).hasSize(2);
    assertThat(stored.keys()).hasSize(2);
  }

  @Test
  void whereTheETagIsTheObjectsMd5ThatWillDo() {
    proxy.inject(request -> request.isLook() ? Fault.DENIED : Fault.NO_CHECKSUM);
    try (S3UnderTest spooled = spooling();
        S3UnderTest memory = new S3UnderTest(proxy.endpoint(), bucket)) {
      assertThat(memory.send("a/", List.of("{\"a\":1}"))).containsOnly(Outcome.ACCEPTED);
      assertThat(spooled.send("a/", List.of("{\"a\":2}"))).containsOnly(Outcome.ACCEPTED);
      assertThat(spooled.finish(LONG)).isTrue();
    }

    assertThat(proxy.seen()).filteredOn(Seen::isPut).hasSize(2);
    assertThat(proxy.seen()).noneMatch(Seen::isLook);
  }

  @Test
  void aStoreThatNeitherSaysNorShowsWhatItHasIsBelievedAfterAFewObjectsAndThatIsTold() {
    proxy.inject(request -> request.isLook() ? Fault.DENIED : Fault.NO_CHECKSUM_NOR_ETAG);
    List<String> records = noise(0, 11);
    try (S3UnderTest tested = spooling("s3Compression", "none")) {
      tested.send("a/", List.of("{\"a\":1}"));
      assertThat(tested.finish(LONG)).isTrue();
      assertThat(proxy.seen()).filteredOn(Seen::isPut).hasSize(3);

      sendLarge(tested, "b/", records);
      assertThat(tested.finish(LONG)).isTrue();
      assertThat(tested.notices.texts())
          .filteredOn(text -> text.contains("counts from now on"))
          .allMatch(text -> text.contains("s3:GetObject") && text.contains("AWS_ENDPOINT_URL_S3"));
      assertThat(tested.notices.count("s3 unconfirmed " + bucket)).isPositive();
    }

    assertThat(proxy.seen()).filteredOn(Seen::isBegin).hasSize(1);
    List<String> all = new ArrayList<>(List.of("{\"a\":1}"));
    all.addAll(records);
    assertThat(stored.allLines()).isEqualTo(all);
  }

  @Test
  void fromMemoryToo() {
    proxy.inject(request -> request.isLook() ? Fault.DENIED : Fault.NO_CHECKSUM_NOR_ETAG);
    try (S3UnderTest tested = new S3UnderTest(proxy.endpoint(), bucket)) {
      for (int i = 0; i < 2; i++) {
        assertThat(tested.send("a/", List.of("{\"a\":1}")))
            .allMatch(outcome -> outcome instanceof Outcome.RetryLater);
      }
      assertThat(tested.send("a/", List.of("{\"a\":1}"))).containsOnly(Outcome.ACCEPTED);
      assertThat(tested.send("a/", List.of("{\"a\":2}"))).containsOnly(Outcome.ACCEPTED);
    }
    assertThat(stored.allLines()).containsExactlyInAnyOrder("{\"a\":1}", "{\"a\":2}");
  }

  static Stream<Arguments> lasting() {
    return Stream.of(
        Arguments.of(Fault.DENIED, "s3:PutObject"),
        Arguments.of(Fault.EXPIRED, "ExpiredToken"),
        Arguments.of(Fault.NO_BUCKET, "Ringtail creates none"),
        Arguments.of(
            new Fault.Answer(400, "KMS.NotFoundException", "Key does not exist"),
            "KMS.NotFoundException"));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void whatPeopleMustPutRightIsToldAndKeptOnDisk(Fault fault, String told) throws IOException {
    proxy.inject(request -> fault);
    List<String> records = Batches.records("a", 0, 10);
    try (S3UnderTest tested = spooling()) {
      assertThat(tested.send("a/", records)).containsOnly(Outcome.ACCEPTED);
      assertThat(tested.finish(Duration.ofMillis(300))).isFalse();

      await().until(() -> tested.notices.texts().stream().anyMatch(text -> text.contains(told)));
      assertThat(tested.notices.texts())
          .anyMatch(text -> text.contains("1 objects stay in " + root));
    }
    assertThat(stored.keys()).isEmpty();

    proxy.heal();
    await().atMost(LONG).ignoreExceptions().until(this::uploadsWhatIsLeft);
    assertThat(stored.allLines()).isEqualTo(records);
    assertNothingIsLeft();
  }

  @Test
  void aBucketInAnotherRegionIsFollowedThere() {
    proxy.inject(
        request ->
            request.header("Authorization").contains("/eu-west-1/s3/")
                ? new Fault.Redirect("ap-southeast-2")
                : Fault.NONE);
    try (S3UnderTest tested = spooling()) {
      tested.send("a/", List.of("{\"a\":1}"));
      assertThat(tested.finish(LONG)).isTrue();
    }

    assertThat(stored.allLines()).containsExactly("{\"a\":1}");
    assertThat(proxy.seen().get(proxy.seen().size() - 1).header("Authorization"))
        .contains("/ap-southeast-2/s3/");
  }

  @Test
  void whileOneBucketIsDeniedTheOtherGoesOn() {
    String other = S3Mock.get().newBucket();
    proxy.inject(
        request -> request.path().startsWith('/' + other + '/') ? Fault.DENIED : Fault.NONE);
    try (S3UnderTest tested = spooling()) {
      tested.send(Batches.of(new io.ringtail.batch.Destination(other, "x/"), List.of("{}")));
      tested.send("a/", List.of("{\"a\":1}"));
      assertThat(tested.finish(Duration.ofMillis(300))).isFalse();

      await().atMost(LONG).until(() -> stored.allLines().equals(List.of("{\"a\":1}")));
      assertThat(tested.notices.count("s3 upload DENIED " + other)).isPositive();
    }
  }

  @Test
  void aFullSpoolTakesNothingAndSaysWhy() {
    proxy.inject(request -> Fault.SLOW_DOWN);
    int accepted = 0;
    try (S3UnderTest tested =
        spooling("s3SpoolBytes", "16MiB", "s3ObjectBytes", "4MiB", "s3Compression", "none")) {
      List<Outcome> outcomes = tested.send("a/", noise(0, 1));
      while (outcomes.get(0) == Outcome.ACCEPTED && accepted < 100) {
        accepted++;
        outcomes = tested.send("a/", noise(accepted, 1));
      }
      assertThat(accepted).isEqualTo(15);
      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(tested.send("a/", noise(99, 1)))
                      .singleElement()
                      .isInstanceOfSatisfying(
                          Outcome.RetryLater.class,
                          later -> {
                            assertThat(later.cause()).isEqualTo(RetryCause.THROTTLED);
                            assertThat(later.detail())
                                .contains("full (RINGTAIL_S3_SPOOL_BYTES", "SlowDown");
                          }));
      proxy.heal();

      await().atMost(LONG).until(() -> tested.send("a/", List.of("{}")).contains(Outcome.ACCEPTED));
      assertThat(tested.finish(LONG)).isTrue();
    }
    assertThat(stored.allLines()).hasSize(accepted + 1);
  }

  @Test
  void withoutADirectoryEachBatchIsAnObject() {
    try (S3UnderTest tested = new S3UnderTest(proxy.endpoint(), bucket)) {
      assertThat(tested.notices.texts()).singleElement().asString().contains("kill -9 is lost");
      tested.send("a/", Batches.records("a", 0, 10));
      tested.send("a/", Batches.records("a", 10, 10));
    }

    assertThat(stored.keys()).hasSize(2);
    assertThat(stored.allLines()).containsExactlyInAnyOrderElementsOf(Batches.records("a", 0, 20));
  }

  @ParameterizedTest
  @MethodSource("passingQuickly")
  void fromMemoryARepeatOverwrites(Fault fault, RetryCause cause) {
    List<String> records = Batches.records("a", 0, 100);
    proxy.inject(first(1, Seen::isPut, fault));
    try (S3UnderTest tested = new S3UnderTest(proxy.endpoint(), bucket)) {
      assertThat(tested.send("a/", records))
          .allSatisfy(
              outcome ->
                  assertThat(outcome)
                      .isInstanceOfSatisfying(
                          Outcome.RetryLater.class,
                          later -> assertThat(later.cause()).isEqualTo(cause)));
      assertThat(tested.send("a/", records)).containsOnly(Outcome.ACCEPTED);
    }

    assertThat(stored.keys()).hasSize(1);
    assertThat(stored.allLines()).isEqualTo(records);
  }

  @Test
  void aReadOnlyDirectoryMeansMemoryAndIsTold() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    try (S3UnderTest tested =
        new S3UnderTest(proxy.endpoint(), bucket, "spoolDir", file.toString())) {
      assertThat(tested.send("a/", List.of("{\"a\":1}"))).containsOnly(Outcome.ACCEPTED);
      assertThat(tested.notices.all())
          .singleElement()
          .satisfies(
              notice -> {
                assertThat(notice.weight()).isEqualTo(Weight.WARNING);
                assertThat(notice.text()).contains(file.toString(), "from memory");
              });
    }
    assertThat(stored.allLines()).containsExactly("{\"a\":1}");
  }

  @Test
  void theLargestRecordIsTaken() {
    String record = Batches.noise(1, new S3SinkFactory().limits().maxRecordBytes());
    try (S3UnderTest tested = spooling("s3Compression", "none")) {
      assertThat(tested.send("a/", List.of(record))).containsOnly(Outcome.ACCEPTED);
      assertThat(tested.finish(LONG)).isTrue();
    }

    assertThat(stored.allLines()).containsExactly(record);
  }

  private boolean uploadsWhatIsLeft() {
    try (S3UnderTest next = spooling()) {
      await().atMost(Duration.ofSeconds(5)).until(() -> !stored.keys().isEmpty());
      return next.finish(LONG);
    }
  }

  private void assertNothingIsLeft() throws IOException {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              try (Stream<Path> all = Files.walk(root)) {
                assertThat(all.filter(Files::isRegularFile)).isEmpty();
              }
            });
  }

  /** Records of a mebibyte each. */
  private static List<String> noise(int seed, int count) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(Batches.noise(seed + i, (1 << 20) - 1));
    }
    return records;
  }

  /** One object of several batches. */
  private static void sendLarge(S3UnderTest tested, String prefix, List<String> records) {
    for (int i = 0; i < records.size(); i += 3) {
      List<String> batch = records.subList(i, Math.min(records.size(), i + 3));
      assertThat(tested.send(prefix, batch)).containsOnly(Outcome.ACCEPTED);
    }
  }

  private static int partNumber(Seen request) {
    return Integer.parseInt(request.query().replaceFirst(".*partNumber=(\\d+).*", "$1"));
  }
}
