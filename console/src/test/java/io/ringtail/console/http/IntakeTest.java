package io.ringtail.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.fault.Faults;
import io.ringtail.console.logs.LogsService;
import io.ringtail.console.stats.ConsoleStats;
import io.ringtail.console.stats.Counters;
import io.ringtail.console.store.MemoryStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Senders that are faster than the index. */
final class IntakeTest {
  private static final String NAMES = "\"logGroupName\":\"/g\",\"logStreamName\":\"s\"";

  private final MemoryStore store = new MemoryStore(4L << 20);
  private final Counters counters = new Counters();
  private final AtomicLong holdMillis = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private ConsoleHttp http;

  @BeforeEach
  void start() throws Exception {
    InstantSource clock = InstantSource.system();
    Faults faults = new Faults(1, clock, List.of());
    http =
        ConsoleHttp.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new ConsoleHttp.Parts(
                store,
                new LogsService(store, clock, counters),
                faults,
                counters,
                () -> new ConsoleStats(Map.of(), 0, 0, Map.of(), store.usage(), Map.of(), 0),
                () -> {},
                false,
                new HostCheck("127.0.0.1"),
                () -> {
                  asked.incrementAndGet();
                  return holdMillis.get();
                },
                null));
    store.createGroup("/g", 1);
    send("CreateLogStream", "{" + NAMES + "}").join();
  }

  @AfterEach
  void stop() {
    http.close();
  }

  private CompletableFuture<HttpResponse<String>> send(String operation, String body) {
    URI endpoint = URI.create("http://127.0.0.1:" + http.address().getPort());
    return client.sendAsync(
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", "Logs_20140328." + operation)
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> put() {
    return send(
        "PutLogEvents",
        "{"
            + NAMES
            + ",\"logEvents\":[{\"timestamp\":"
            + System.currentTimeMillis()
            + ",\"message\":\"m\"}]}");
  }

  @Test
  void waitUntilItHasCaughtUp() throws Exception {
    holdMillis.set(10);
    CompletableFuture<HttpResponse<String>> answer = put();
    Awaitility.await().until(() -> asked.get() > 5);
    assertThat(answer).isNotDone();
    assertThat(store.usage().heldEvents()).isZero();
    assertThat(send("DescribeLogGroups", "{}").get(10, TimeUnit.SECONDS).statusCode())
        .as("only events wait")
        .isEqualTo(200);
    holdMillis.set(0);
    assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(store.usage().heldEvents()).isEqualTo(1);
  }

  @Test
  void areTakenInTheEndWhereItDoesNotCatchUp() throws Exception {
    holdMillis.set(1_500);
    assertThat(put().get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(store.usage().heldEvents()).isEqualTo(1);
    assertThat(asked).as("asked again and again, for 2 s at most").hasValueBetween(3, 101);
  }
}
