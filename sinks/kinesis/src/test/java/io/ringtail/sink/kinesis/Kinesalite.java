package io.ringtail.sink.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.waiters.WaiterResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamResponse;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Kinesis as kinesalite has it, from npm, in a process of its own; asked with the unmodified SDK.
 *
 * @see <a href="https://github.com/mhart/kinesalite">kinesalite</a>
 */
public final class Kinesalite implements AutoCloseable {
  /** Where it is kept: the tests of other modules say it. */
  private static final Path MODULE = Path.of(System.getProperty("kinesalite.module", ""));

  private static final Path SOURCES = MODULE.resolve("src/test/npm");
  private static final Path INSTALLED = MODULE.resolve("target/kinesalite");
  private static final int INSTALL_SECONDS = 120;
  private static final int PAGE_RECORDS = 10_000;

  private final Path streams;
  private Process process;
  private int port;
  private final KinesisClient client;

  /**
   * Skips the test where Node.js or the npm registry is not to be had.
   *
   * @param streams directory of what is kept
   */
  public Kinesalite(Path streams) {
    String missing = install();
    Assumptions.assumeTrue(
        missing == null, "SKIPPED: tests against kinesalite; " + String.valueOf(missing));
    // Its CBOR ends after 16 KiB.
    System.setProperty("aws.cborEnabled", "false");
    this.streams = streams;
    this.process = start();
    this.client =
        KinesisClient.builder()
            .endpointOverride(uri())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public void createStream(String name, int shards) {
    client.createStream(create -> create.streamName(name).shardCount(shards));
    WaiterResponse<DescribeStreamResponse> response =
        client.waiter().waitUntilStreamExists(describe -> describe.streamName(name));
    if (response.matched().response().isEmpty()) {
      throw new IllegalStateException("no stream " + name);
    }
  }

  /** Everything in the stream, shard by shard, each in order. */
  public List<Record> records(String stream) {
    List<Record> all = new ArrayList<>();
    for (Shard shard : client.listShards(list -> list.streamName(stream)).shards()) {
      all.addAll(records(stream, shard.shardId()));
    }
    return all;
  }

  /** How many shards have records. */
  long usedShards(String stream) {
    return client.listShards(list -> list.streamName(stream)).shards().stream()
        .filter(shard -> !records(stream, shard.shardId()).isEmpty())
        .count();
  }

  /** As a power cut would. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** On the same port, with the same streams. */
  void restart() {
    process = start();
  }

  @Override
  public void close() {
    client.close();
    kill();
  }

  private List<Record> records(String stream, String shardId) {
    List<Record> all = new ArrayList<>();
    String iterator =
        client
            .getShardIterator(
                get ->
                    get.streamName(stream)
                        .shardId(shardId)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    while (true) {
      String from = iterator;
      GetRecordsResponse page =
          client.getRecords(get -> get.shardIterator(from).limit(PAGE_RECORDS));
      all.addAll(page.records());
      // Its pages end where a shard's records do.
      if (page.records().isEmpty()) {
        return all;
      }
      iterator = page.nextShardIterator();
    }
  }

  private Process start() {
    try {
      Process started =
          new ProcessBuilder(
                  "node",
                  "emulator.js",
                  Integer.toString(port),
                  streams.toAbsolutePath().toString())
              .directory(INSTALLED.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader out =
          new BufferedReader(new InputStreamReader(started.getInputStream(), UTF_8));
      String line = out.readLine();
      if (line == null) {
        throw new IllegalStateException("kinesalite has not started");
      }
      port = Integer.parseInt(line.strip());
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why it cannot be installed; null if it is. */
  private static synchronized @Nullable String install() {
    try {
      Files.createDirectories(INSTALLED);
      for (String name : new String[] {"package.json", "package-lock.json", "emulator.js"}) {
        Files.copy(
            SOURCES.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
      if (Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))) {
        return null;
      }
      Process npm =
          new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
              .directory(INSTALLED.toFile())
              .redirectErrorStream(true)
              .redirectOutput(INSTALLED.resolve("npm.log").toFile())
              .start();
      if (!npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
        npm.destroyForcibly();
        return "npm has not installed it within " + INSTALL_SECONDS + " s";
      }
      return npm.exitValue() == 0
          ? null
          : "npm cannot install it, see sinks/kinesis/" + INSTALLED.resolve("npm.log");
    } catch (IOException e) {
      return "npm is not here: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
