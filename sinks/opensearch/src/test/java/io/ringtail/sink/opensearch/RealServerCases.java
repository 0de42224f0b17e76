package io.ringtail.sink.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.opensearch.FaultProxy.Fault;
import io.ringtail.telemetry.Accounts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds with every real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class RealServerCases {
  static final int MAX_CONTENT_BYTES = 256 * 1024;

  private final ServerProcess.Kind kind;
  ServerProcess server;

  RealServerCases(ServerProcess.Kind kind) {
    this.kind = kind;
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    kind.assume();
    server =
        new ServerProcess(
                kind,
                folder,
                "http.max_content_length=" + MAX_CONTENT_BYTES + "b",
                // So busy a cluster refuses documents one by one.
                "thread_pool.write.size=1",
                "thread_pool.write.queue_size=2")
            .start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** Where the sink sends to. */
  URI destination() {
    return server.uri();
  }

  @Test
  void aQueryFindsWhatAProgramLogged() throws Exception {
    try (PipelineUnderTest program =
        new PipelineUnderTest(
            destination(), "opensearchIndex", "shop-${namespace}", "opensearchTemplate", "true")) {
      for (int i = 0; i < 1_000; i++) {
        program.log("order " + i + " accepted", Map.of("user", "u" + i % 10), "amount", i);
      }
      assertThat(program.flush()).isTrue();

      assertThat(server.count("shop-shop", "{\"match_all\":{}}")).isEqualTo(1_000);
      assertThat(
              server.count("shop-shop", "{\"match_phrase\":{\"message\":\"order 17 accepted\"}}"))
          .isEqualTo(1);
      assertThat(server.count("shop-shop", "{\"term\":{\"mdc.user\":\"u3\"}}")).isEqualTo(100);
      assertThat(server.count("shop-shop", "{\"range\":{\"kv.amount\":{\"gte\":990}}}"))
          .isEqualTo(10);
      assertThat(server.count("shop-shop", "{\"term\":{\"kubernetes.pod_name\":\"cart-1\"}}"))
          .isEqualTo(1_000);
      List<JsonNode> documents = server.documents("shop-shop");
      assertThat(documents.stream().map(hit -> hit.at("/_source/seq").asInt()))
          .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 1_000).boxed().toList());
      JsonNode one = documents.get(0).path("_source");
      assertThat(one.path("time").asText()).matches(".*\\.\\d{3}456789Z");
      assertThat(one.path("@timestamp").asText())
          .isEqualTo(one.path("time").asText().replaceAll("456789Z$", "Z"));
      assertThat(program.notices.texts()).anyMatch(text -> text.contains("version 1 installed"));
      balanced(program.accounts(), 1_000);
    }
  }

  @Test
  void aQueryFindsWhatTheNodeAgentRead() throws Exception {
    try (SinkUnderTest sink =
        new SinkUnderTest(
            destination(), "opensearchIndex", "node-${date:yyyy}", "opensearchTemplate", "true")) {
      RecordBatch batch =
          Batches.of(
              "node-{yyyy}",
              "{\"time\":\"2026-11-20T22:00:00.123456789Z\",\"stream\":\"stdout\",\"log\":\"GET"
                  + " /cart\",\"kubernetes\":{\"namespace_name\":\"shop\",\"labels\":{\"app\":\"cart\","
                  + "\"app.kubernetes.io/name\":\"cart\"}}}",
              "{\"time\":\"2026-11-20T22:00:00.123456789Z\",\"stream\":\"stderr\",\"log\":\"{}\","
                  + "\"log_processed\":{\"level\":\"error\",\"n\":[1,{\"a\":null}],\"a.b\":1,\"a\":2}}",
              "{\"time\":\"2026-11-20T22:00:00.123456789Z\",\"log_processed\":{\"n\":{\"x\":true},"
                  + "\"level\":3}}");

      assertThat(sink.send(batch)).containsOnly(Outcome.ACCEPTED);

      assertThat(server.count("node-2026", "{\"match\":{\"log\":\"cart\"}}")).isEqualTo(1);
      assertThat(server.count("node-2026", "{\"term\":{\"log_processed.level\":\"error\"}}"))
          .isEqualTo(1);
      assertThat(server.count("node-2026", "{\"term\":{\"kubernetes.labels.app\":\"cart\"}}"))
          .isEqualTo(1);
      assertThat(server.count("node-2026", "{\"range\":{\"@timestamp\":{\"gte\":\"2026-11-01\"}}}"))
          .isEqualTo(3);
    }
  }

  @Test
  void aRepeatOverwrites() throws Exception {
    try (SinkUnderTest sink = new SinkUnderTest(destination())) {
      assertThat(sink.send(Batches.numbered("repeated", 100))).containsOnly(Outcome.ACCEPTED);
      assertThat(sink.send(Batches.numbered("repeated", 120))).containsOnly(Outcome.ACCEPTED);
    }

    List<JsonNode> documents = server.documents("repeated");
    assertThat(documents).hasSize(120);
    assertThat(documents.get(0).path("_id").asText()).matches("[A-Za-z0-9_-]{22}");
  }

  @Test
  void whatADataStreamHasAlreadyIsAccepted() throws Exception {
    String[] options = {
      "opensearchIndex", "streamed", "opensearchDataStream", "true", "opensearchTemplate", "true"
    };
    try (SinkUnderTest sink = new SinkUnderTest(destination(), options)) {
      assertThat(sink.send(Batches.numbered("streamed", 100))).containsOnly(Outcome.ACCEPTED);
      assertThat(sink.send(Batches.numbered("streamed", 120))).containsOnly(Outcome.ACCEPTED);
    }

    assertThat(server.documents("streamed"))
        .hasSize(120)
        .allMatch(hit -> hit.path("_index").asText().startsWith(".ds-streamed-"));
  }

  @Test
  void aRecordGoesToTheIndexOfItsOwnDay() throws Exception {
    try (SinkUnderTest sink = new SinkUnderTest(destination())) {
      long midnight = 1_795_219_200_000L;
      RecordBatch batch =
          new Batches("daily-{yyyy.MM.dd}", 1)
              .add("{\"seq\":1}", midnight - 1)
              .add("{\"seq\":2}", midnight)
              .seal();

      assertThat(sink.send(batch)).containsOnly(Outcome.ACCEPTED);
    }

    assertThat(server.documents("daily-2026.11.20")).hasSize(1);
    assertThat(server.documents("daily-2026.11.21")).hasSize(1);
  }

  @Test
  void onlyAPoisonDocumentIsSetAside() throws Exception {
    server.call("PUT", "/strict", "{\"mappings\":{\"properties\":{\"seq\":{\"type\":\"long\"}}}}");
    try (SinkUnderTest sink = new SinkUnderTest(destination())) {
      RecordBatch batch =
          Batches.of(
              "strict",
              "{\"seq\":1}",
              "{\"seq\":\"many\"}",
              "{\"seq\":3}",
              "{\"seq\":4,\"seq\":4}");

      List<Outcome> outcomes = sink.send(batch);

      assertThat(outcomes.get(0)).isEqualTo(Outcome.ACCEPTED);
      assertThat(outcomes.get(2)).isEqualTo(Outcome.ACCEPTED);
      assertThat(outcomes.get(1))
          .isInstanceOfSatisfying(
              Outcome.Rejected.class,
              rejected -> assertThat(rejected.detail()).contains("failed to parse", "many"));
      assertThat(outcomes.get(3)).isInstanceOf(Outcome.Rejected.class);
    }
    assertThat(server.documents("strict")).hasSize(2);
  }

  @Test
  void anIndexThatTakesNothingIsNotTheRecordsFault() throws Exception {
    server.call("PUT", "/closed", "");
    server.call("POST", "/closed/_close", "");
    try (SinkUnderTest sink = new SinkUnderTest(destination())) {
      sink.send(Batches.numbered("open", 1));

      assertThat(sink.send(Batches.numbered("closed", 3)))
          .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.RetryLater.class));
    }
  }

  @Test
  void whatIsRefusedAsTooLargeIsSentInParts() throws Exception {
    try (SinkUnderTest sink = new SinkUnderTest(destination())) {
      assertThat(sink.send(Batches.numbered("parts", 5_000))).containsOnly(Outcome.ACCEPTED);
    }
    assertThat(server.documents("parts")).hasSize(5_000);
  }

  @Test
  void theLimitOfARequestHoldsToTheByte() throws Exception {
    int overhead =
        new BulkBody(
                Batches.of("large", "{}"),
                0,
                1,
                new IndexName("large", (w, k, t) -> {}),
                Action.INDEX,
                true)
            .length();
    String frame = "{\"message\":\"\"}";
    // `{}` has no comma after its time.
    int room = MAX_CONTENT_BYTES - overhead - 1 - frame.length() + 2;
    try (SinkUnderTest sink = new SinkUnderTest(destination())) {
      sink.send(Batches.numbered("open", 1));

      assertThat(
              sink.send(Batches.of("large", frame.replace("\"\"", "\"" + "x".repeat(room) + "\""))))
          .containsOnly(Outcome.ACCEPTED);
      assertThat(
              sink.send(
                  Batches.of("large", frame.replace("\"\"", "\"" + "x".repeat(room + 1) + "\""))))
          .singleElement()
          .isInstanceOf(Outcome.Rejected.class);
    }
  }

  @Test
  void aTemplateIsNeverChanged() throws Exception {
    server.call(
        "PUT",
        "/_index_template/ringtail.mine",
        "{\"index_patterns\":[\"mine-*\"],\"version\":41,\"priority\":1}");
    try (SinkUnderTest sink =
        new SinkUnderTest(
            destination(), "opensearchIndex", "mine-${date:yyyy}", "opensearchTemplate", "true")) {
      assertThat(sink.notices.texts()).anyMatch(text -> text.contains("is there as version 41"));
    }
    JsonNode template = server.get("/_index_template/ringtail.mine").at("/index_templates/0");
    assertThat(template.at("/index_template/version").asInt()).isEqualTo(41);
    assertThat(template.at("/index_template/template").isMissingNode()).isTrue();
  }

  @Test
  void nothingIsLostUnderFaults() throws Exception {
    Fault[] faults = {
      Fault.NONE,
      Fault.PARTIAL,
      Fault.NONE,
      Fault.LOST_ANSWER,
      Fault.NONE,
      Fault.UNAVAILABLE,
      Fault.NONE,
      Fault.BUSY
    };
    int count = 2_000;
    try (FaultProxy proxy = FaultProxy.cycling(server.uri(), faults);
        PipelineUnderTest program =
            new PipelineUnderTest(
                proxy.uri(),
                "opensearchIndex",
                "faults",
                "lingerMs",
                "50",
                "bufferBytes",
                "2MiB")) {
      for (int i = 0; i < count; i++) {
        program.log("event " + i);
        if (i % 250 == 0) {
          assertThat(program.pipeline.flush(Duration.ofSeconds(60))).isTrue();
        }
      }
      assertThat(program.flush()).isTrue();

      for (Fault fault : faults) {
        assertThat(proxy.count(fault)).as(fault.name()).isPositive();
      }
      allThereOnce("faults", count);
      balanced(program.accounts(), count);
    }
  }

  @Test
  void onlyTheDocumentsOfABusyShardAreSentAgain() throws Exception {
    int count = 400;
    Batches batches = new Batches("busy-{ss}", 1);
    for (int i = 0; i < count; i++) {
      batches.add("{\"seq\":" + (i + 1) + "}", 1_795_212_000_000L + i * 10L);
    }
    RecordBatch batch = batches.seal();
    int throttled = 0;
    try (SinkUnderTest sink = new SinkUnderTest(destination())) {
      while (!batch.isEmpty()) {
        List<Outcome> outcomes = sink.send(batch);
        throttled += (int) outcomes.stream().filter(RealServerCases::isThrottled).count();
        batch.retain(i -> !outcomes.get(i).equals(Outcome.ACCEPTED));
      }
    }

    // Four shards at once, where one is written to and two may wait.
    assertThat(throttled).isPositive().isLessThan(count);
    allThereOnce("busy-*", count);
  }

  private static boolean isThrottled(Outcome outcome) {
    return outcome instanceof Outcome.RetryLater later && later.cause() == RetryCause.THROTTLED;
  }

  void allThereOnce(String index, int count) {
    assertThat(server.documents(index).stream().map(hit -> hit.at("/_source/seq").asInt()))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, count).boxed().toList());
  }

  static void balanced(Accounts accounts, long count) {
    assertThat(accounts.isBalanced()).as(accounts.toString()).isTrue();
    assertThat(accounts.delivered()).isEqualTo(count);
  }
}
