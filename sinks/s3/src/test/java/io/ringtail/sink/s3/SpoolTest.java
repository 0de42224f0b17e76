package io.ringtail.sink.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.batch.Destination;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import io.ringtail.testing.FakeClock;
import io.ringtail.testing.RecordingNotices;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
  private static final Destination SHOP = new Destination("bucket", "shop/");
  private static final int OBJECT_BYTES = 64 * 1024;

  private final Path root;

  private final FakeClock clock = new FakeClock();
  private final BucketPaces paces = new BucketPaces(1_000, clock);
  private final RecordingNotices notices = new RecordingNotices();
  private final List<SpoolDirectory> directories = new ArrayList<>();

  SpoolTest(@TempDir Path root) {
    this.root = root;
  }

  @AfterEach
  void close() {
    directories.forEach(SpoolDirectory::close);
  }

  @Test
  void anObjectIsNeverLargerThanToldToTheByte() throws IOException {
    Spool spool = spool();
    Body half = plain(OBJECT_BYTES / 2);
    assertThat(spool.append(SHOP, half)).isTrue();
    assertThat(take(spool)).as("another one fits").isNull();

    assertThat(spool.append(SHOP, half)).isTrue();

    assertThat(taken(spool).bytes()).as("full to the byte").isEqualTo(OBJECT_BYTES);
    spool.append(SHOP, half);
    spool.append(SHOP, plain(OBJECT_BYTES / 2 + 1));
    assertThat(taken(spool).bytes()).as("one byte more").isEqualTo(OBJECT_BYTES / 2);
  }

  @Test
  void aBatchLargerThanAnObjectIsAnObject() throws IOException {
    Spool spool = spool();

    spool.append(SHOP, plain(3 * OBJECT_BYTES));

    assertThat(taken(spool).bytes()).isEqualTo(3 * OBJECT_BYTES);
  }

  @Test
  void anObjectIsSealedWhenItIsOldEnough() throws IOException {
    Spool spool = spool();
    spool.append(SHOP, plain(100));
    clock.advance(Duration.ofMillis(59_999));
    spool.sealDue();
    assertThat(take(spool)).isNull();

    clock.advance(Duration.ofMillis(1));
    spool.sealDue();

    assertThat(taken(spool).bytes()).isEqualTo(100);
  }

  @Test
  void aWallClockThatJumpsBackChangesNoAge() throws IOException {
    Spool spool = spool();
    spool.append(SHOP, plain(100));
    clock.jumpBack(Duration.ofDays(400));
    spool.append(SHOP, plain(100));
    clock.advance(Duration.ofSeconds(60));
    spool.sealDue();

    assertThat(taken(spool).bytes()).isEqualTo(200);
  }

  @Test
  void eachDestinationHasItsOwnObjectAndNoFileStaysOpen() throws Exception {
    Spool spool = spool();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> all = new ArrayList<>();
    long before = openFiles();
    for (int thread = 0; thread < 8; thread++) {
      all.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 400; i++) {
                  spool.append(new Destination("bucket", "pod-" + i % 200 + '/'), plain(50));
                }
                return null;
              }));
    }
    for (Future<?> future : all) {
      future.get();
    }
    threads.shutdown();
    assertThat(openFiles() - before).isLessThan(10);
    spool.sealAll();

    List<SpooledObject> objects = new ArrayList<>();
    for (SpooledObject next = take(spool); next != null; next = take(spool)) {
      objects.add(next);
    }
    assertThat(objects).hasSize(200).allMatch(object -> object.bytes() == 8 * 2 * 50);
    assertThat(objects.stream().map(SpooledObject::key)).doesNotHaveDuplicates();
  }

  @Test
  void soManyDestinationsThatMemoryWouldGrowAreSealedTheOldestFirst() throws IOException {
    Spool spool = spool("s3SpoolBytes", "64MiB");
    for (int i = 0; i < 1_001; i++) {
      spool.append(new Destination("bucket", "pod-" + i + '/'), plain(50));
      clock.advance(Duration.ofMillis(1));
    }
    spool.sealDue();

    assertThat(taken(spool).key()).startsWith("pod-");
    assertThat(spool.waiting()).isEqualTo(500);
  }

  @Test
  void theDiskIsBounded() throws IOException {
    Spool spool = spool("s3SpoolBytes", "16MiB");
    int taken = 0;
    while (spool.append(SHOP, plain(OBJECT_BYTES))) {
      taken++;
    }
    assertThat(spool.append(new Destination("bucket", "other/"), plain(OBJECT_BYTES))).isFalse();
    assertThat(diskUsage()).isLessThanOrEqualTo(16L << 20);
    assertThat(taken).isGreaterThan(200);

    spool.delete(taken(spool));

    assertThat(spool.append(SHOP, plain(OBJECT_BYTES))).as("what is uploaded makes room").isTrue();
  }

  @Test
  void whereSpaceIsShortTheLargestAreSealedEarly() throws IOException {
    Spool spool = spool("s3SpoolBytes", "16MiB", "s3ObjectBytes", "64MiB");
    Destination small = new Destination("bucket", "small/");
    Destination large = new Destination("bucket", "large/");
    spool.append(small, plain(100_000));
    spool.append(large, plain(7 << 20));
    spool.sealDue();
    assertThat(take(spool)).isNull();

    spool.append(large, plain(5 << 20));
    spool.append(small, plain(500_000));
    spool.sealDue();

    assertThat(taken(spool).key()).startsWith("large/");
    assertThat(take(spool)).isNull();
  }

  @Test
  void whatIsUploadedLeavesNoFile() throws IOException {
    Spool spool = spool();
    spool.append(SHOP, plain(100));
    spool.sealAll();
    spool.delete(taken(spool));
    directories.get(0).close();

    assertThat(files()).isEmpty();
    assertThat(spool.diskBytes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 10_000})
  void aTornTailIsCutAndWhatWasAcceptedIsKept(int torn) throws IOException {
    Body one = gzip("a");
    Body two = gzip("b");
    Spool spool = spool();
    spool.append(SHOP, one);
    spool.append(SHOP, two);
    Path file = files(".open").get(0);
    crash();
    // A third batch, of which a kill has let through a piece.
    byte[] piece = Batches.noise(1, torn + 10).substring(0, torn).getBytes(UTF_8);
    Files.write(file, piece, StandardOpenOption.APPEND);

    SpooledObject recovered = recoverAll().get(0);

    assertThat(recovered.bytes()).isEqualTo(one.length() + two.length());
    assertThat(recovered.key()).startsWith("shop/");
    assertThat(Files.size(recovered.path())).isEqualTo(recovered.headerBytes() + recovered.bytes());
  }

  @Test
  void aMemberThatIsCutInItsMiddleIsLeftOut() throws IOException {
    Body one = gzip("a");
    Body two = gzip("b");
    Spool spool = spool();
    spool.append(SHOP, one);
    spool.append(SHOP, two);
    Path file = files(".open").get(0);
    crash();
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(access.length() - two.length() / 2);
    }

    assertThat(recoverAll()).singleElement().matches(object -> object.bytes() == one.length());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 30})
  void aFileThatNeverGotItsHeaderHeldNothing(int length) throws IOException {
    Spool spool = spool();
    spool.append(SHOP, gzip("a"));
    Path file = files(".open").get(0);
    crash();
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(length);
    }

    assertThat(recoverAll()).isEmpty();
    assertThat(files()).noneMatch(each -> each.toString().endsWith(".open"));
    assertThat(notices.all()).isEmpty();
  }

  @Test
  void whatIsSealedIsTakenAsItIs() throws IOException {
    Spool spool = spool();
    spool.append(SHOP, gzip("a"));
    spool.append(SHOP, gzip("b"));
    spool.sealAll();
    String key = taken(spool).key();
    crash();

    assertThat(recoverAll()).singleElement().matches(object -> object.key().equals(key));
  }

  @Test
  void manySmallBatchesAreCompressedTogetherOnceTheirObjectIsClosed() throws IOException {
    Spool spool = spool("s3ObjectBytes", "1MiB");
    List<String> records = new ArrayList<>();
    long apart = 0;
    for (int i = 0; i < 200; i++) {
      List<String> few = Batches.records("pod-" + i % 7, 5 * i, 5);
      Body body = new GzipCodec().encode(Batches.of(SHOP, few));
      spool.append(SHOP, body);
      apart += body.length();
      records.addAll(few);
    }
    spool.sealAll();

    SpooledObject object = taken(spool);
    assertThat(object.bytes()).isLessThan(apart / 4);
    assertThat(lines(object)).isEqualTo(records);
    assertThat(spool.diskBytes()).isEqualTo(diskUsage());
    assertThat(files(".open")).isEmpty();
    assertThat(files(".whole")).isEmpty();
    spool.delete(object);
    assertThat(spool.diskBytes()).isZero();
  }

  @Test
  void aCrashWhileTheyAreCompressedTogetherLeavesOneOfBoth() throws IOException {
    Spool spool = spool();
    spool.append(SHOP, gzip("a"));
    spool.append(SHOP, gzip("b"));
    Path open = files(".open").get(0);
    byte[] members = Files.readAllBytes(open);
    spool.sealAll();
    // As if the kill had come before the one was deleted, and in the middle of the next.
    Files.write(open, members);
    Files.write(open.resolveSibling("another.whole"), new byte[100]);
    crash();

    assertThat(recoverAll())
        .singleElement()
        .satisfies(
            object -> assertThat(lines(object)).hasSize(200).startsWith(lines(gzip("a")).get(0)));
    assertThat(files(".open")).isEmpty();
    assertThat(files(".whole")).isEmpty();
    assertThat(notices.all()).isEmpty();
  }

  @Test
  void aFileOfAnotherVersionIsLeftAloneAndTold() throws IOException {
    Spool spool = spool();
    spool.append(SHOP, gzip("a"));
    Path file = files(".open").get(0);
    crash();
    String text = "ringtail-s3-object 2\nbucket\nkey\n.br\n";
    Files.writeString(file, text);

    assertThat(recoverAll()).isEmpty();
    assertThat(notices.texts()).singleElement().asString().contains("another version");
    assertThat(files(".open")).singleElement().satisfies(each -> assertThat(each).hasContent(text));
  }

  @Test
  void whatALivingProcessHasIsNotTaken() throws IOException {
    Spool living = spool();
    living.append(SHOP, gzip("a"));
    living.sealAll();

    assertThat(recoverAll()).isEmpty();
    assertThat(taken(living).bytes()).isPositive();
  }

  @Test
  void whatALivingPipelineHasIsTakenNeitherByAnotherOfItsProcessNorAfterThatByAnotherProcess()
      throws Exception {
    Spool living = spool();
    living.append(SHOP, gzip("a"));
    living.sealAll();

    // The Java agent's copy of the sink beside the program's.
    assertThat(adoptedByAnotherClassLoader()).isZero();
    assertThat(AnotherPipeline.adopt(root.toString())).isZero();
    assertThat(adoptedByAnotherProcess()).isZero();

    crash();
    assertThat(adoptedByAnotherClassLoader()).isEqualTo(1);
    assertThat(adoptedByAnotherProcess()).isEqualTo(1);
  }

  @Test
  void anUploadThatWasBegunComesAlong() throws IOException {
    Spool spool = spool();
    spool.append(SHOP, gzip("a"));
    spool.sealAll();
    UploadedParts parts = UploadedParts.begin(taken(spool).partsFile(), 5 << 20, "upload-1");
    parts.add(new UploadedParts.Part(2, "AAAAAA==", "\"etag\""));
    Files.writeString(files(".parts").get(0), "part 3 AAA", StandardOpenOption.APPEND);
    crash();

    UploadedParts found = loaded(recoverAll().get(0));

    assertThat(found.uploadId()).isEqualTo("upload-1");
    assertThat(found.has(2)).isTrue();
    assertThat(found.has(3)).as("a torn line is no line").isFalse();
    found.add(new UploadedParts.Part(3, "BBBBBB==", "\"other\""));
    assertThat(loaded(recoverAgain()).all()).hasSize(2);
  }

  @Test
  void aDirectoryThatCannotBeUsedIsTold() throws IOException {
    Path file = Files.createFile(root.resolve("file"));

    assertThatThrownBy(() -> SpoolDirectory.create(file, notices)).isInstanceOf(IOException.class);
  }

  @Test
  void whatCannotBeWrittenHarmsNothingThatWas() throws IOException {
    Spool spool = spool();
    Body one = gzip("a");
    spool.append(SHOP, one);
    Path file = files(".open").get(0);
    Path aside = root.resolve("aside");
    Files.move(file, aside);
    Files.createDirectory(file);
    assertThatThrownBy(() -> spool.append(SHOP, gzip("b"))).isInstanceOf(IOException.class);
    Files.delete(file);
    Files.move(aside, file);

    Body three = gzip("c");
    assertThat(spool.append(SHOP, three)).isTrue();
    spool.sealAll();

    List<String> expected = new ArrayList<>(lines(one));
    expected.addAll(lines(three));
    assertThat(lines(taken(spool))).isEqualTo(expected);
    assertThat(spool.diskBytes()).isEqualTo(4096);
  }

  @Test
  void whatFailedHalfWrittenDoesNotStandBehindAShorterOne() throws IOException {
    Spool spool = spool();
    spool.append(SHOP, plain(100));
    Path file = files(".open").get(0);
    long before = Files.size(file);
    // As a disk that was full leaves it.
    Files.write(file, new byte[500], StandardOpenOption.APPEND);

    spool.append(SHOP, plain(50));

    assertThat(Files.size(file)).isEqualTo(before + 50);
  }

  @Test
  void whatFailsAgainAndAgainDoesNotKeepOthersWaiting() throws IOException {
    Spool spool = spool();
    spool.append(new Destination("denied", "a/"), plain(50));
    spool.append(new Destination("denied", "b/"), plain(50));
    spool.sealAll();
    List<SpooledObject> denied = List.of(taken(spool), taken(spool));
    denied.forEach(object -> object.failures = 1);
    denied.forEach(object -> object.dueNanos = clock.nanoTime());
    denied.forEach(spool::putBack);

    spool.append(SHOP, plain(50));
    spool.sealAll();

    assertThat(taken(spool).key()).startsWith("shop/");
    assertThat(taken(spool)).as("then they, since they are due").isIn(denied);
    assertThat(taken(spool)).isIn(denied);
  }

  @Test
  void aBucketThatIsDeniedPausesAloneAndItsNewObjectsWaitToo() throws IOException {
    Spool spool = spool();
    for (int i = 0; i < 4; i++) {
      spool.append(new Destination("denied", i + "/"), plain(50));
    }
    spool.append(SHOP, plain(50));
    spool.sealAll();
    for (int i = 0; i < 2; i++) {
      SpooledObject denied = taken(spool);
      assertThat(denied.bucket()).isEqualTo("denied");
      paces.onFailure(denied, new Outcome.RetryLater(RetryCause.DENIED, "403"));
      spool.putBack(denied);
    }
    // A pause is drawn from zero on.
    while (paces.admits("denied")) {
      paces.begin("denied");
      paces.onFailure(denied(), new Outcome.RetryLater(RetryCause.DENIED, "403"));
    }

    assertThat(taken(spool).key()).startsWith("shop/");
    assertThat(take(spool)).as("two of them have never been tried").isNull();
    assertThat(paces.lastFailure("denied")).isNotNull();

    clock.advance(Duration.ofSeconds(31));
    assertThat(taken(spool).bucket()).isEqualTo("denied");
  }

  private SpooledObject denied() {
    return SpooledObject.begin(root, "none", "denied", "key", new PlainCodec(), clock.nanoTime());
  }

  private Spool spool(String... options) throws IOException {
    SpoolDirectory directory = SpoolDirectory.create(root, notices);
    directories.add(directory);
    List<String> all = new ArrayList<>(List.of(options));
    if (!all.contains("s3ObjectBytes")) {
      all.addAll(List.of("s3ObjectBytes", "64KiB"));
    }
    all.addAll(List.of("s3ObjectAgeMs", "60000"));
    return new Spool(
        directory,
        S3Options.read(S3UnderTest.settings("bucket", all.toArray(new String[0]))),
        new GzipCodec(),
        new ObjectNames(notices),
        clock);
  }

  /** What a kill leaves: the lock is free, all files stay. */
  private void crash() {
    directories.get(0).letGo();
  }

  private List<SpooledObject> recoverAll() throws IOException {
    SpoolDirectory next = SpoolDirectory.create(root, notices);
    directories.add(next);
    return next.adopt(clock.nanoTime());
  }

  private SpooledObject recoverAgain() throws IOException {
    directories.get(directories.size() - 1).letGo();
    return recoverAll().get(0);
  }

  private int adoptedByAnotherClassLoader() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      return (int)
          loader
              .loadClass(AnotherPipeline.class.getName())
              .getMethod("adopt", String.class)
              .invoke(null, root.toString());
    }
  }

  private int adoptedByAnotherProcess() throws IOException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AnotherPipeline.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream out = child.getInputStream()) {
      return Integer.parseInt(new String(out.readAllBytes(), UTF_8).strip());
    }
  }

  private @Nullable SpooledObject take(Spool spool) {
    return spool.take(paces, 0);
  }

  private SpooledObject taken(Spool spool) {
    return Objects.requireNonNull(take(spool));
  }

  private static UploadedParts loaded(SpooledObject object) throws IOException {
    return Objects.requireNonNull(UploadedParts.load(object.partsFile()));
  }

  private static Body plain(int bytes) {
    return new Body(new byte[bytes], bytes);
  }

  private static Body gzip(String name) {
    return new GzipCodec().encode(Batches.of(SHOP, Batches.records(name, 0, 100)));
  }

  private static List<String> lines(SpooledObject object) throws IOException {
    byte[] file = Files.readAllBytes(object.path());
    return lines(Arrays.copyOfRange(file, object.headerBytes(), file.length));
  }

  private static List<String> lines(Body body) throws IOException {
    return lines(Arrays.copyOf(body.array(), body.length()));
  }

  private static List<String> lines(byte[] members) throws IOException {
    try (InputStream in = Codec.decoded(".gz", new ByteArrayInputStream(members))) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private List<Path> files(String suffix) throws IOException {
    return files().stream().filter(file -> file.toString().endsWith(suffix)).toList();
  }

  private long diskUsage() throws IOException {
    long sum = 0;
    for (Path file : files()) {
      sum += (Files.size(file) + 4095) / 4096 * 4096;
    }
    return sum;
  }

  private static long openFiles() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(descriptors)) {
      return all.count();
    }
  }
}
