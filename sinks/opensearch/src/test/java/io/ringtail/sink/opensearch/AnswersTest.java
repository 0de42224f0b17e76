package io.ringtail.sink.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.testing.TestConfig;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers mean, as OpenSearch's, Elasticsearch's and AWS's documents have them. */
final class AnswersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          429 | {"error":{"type":"circuit_breaking_exception","reason":"Data too large"},"status":429} | THROTTLED
          429 | | THROTTLED
          503 | {"error":{"type":"cluster_block_exception","reason":"no master"},"status":503} | UNAVAILABLE
          502 | <html>Bad Gateway</html> | UNAVAILABLE
          401 | {"error":{"type":"security_exception","reason":"missing authentication"},"status":401} | DENIED
          403 | {"Message":"User: anonymous is not authorized to perform: es:ESHttpPost"} | DENIED
          404 | <html>no such page</html> | DENIED
          200 | <html>Welcome to nginx</html> | DENIED
          200 | {"took":1} | DENIED
          301 | | DENIED
          """)
  void ofTheWholeRequest(int status, String body, RetryCause cause) throws Exception {
    try (ScriptedCluster cluster = new ScriptedCluster().then(status, body == null ? "" : body);
        SinkUnderTest sink = new SinkUnderTest(cluster.uri())) {
      assertThat(sink.send(Batches.numbered("logs", 1)))
          .singleElement()
          .isInstanceOfSatisfying(
              Outcome.RetryLater.class, later -> assertThat(later.cause()).isEqualTo(cause));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          429 | es_rejected_execution_exception | rejected execution | THROTTLED
          429 | cluster_block_exception | disk usage exceeded flood-stage watermark | THROTTLED
          403 | cluster_block_exception | FORBIDDEN/12/index read-only | UNAVAILABLE
          403 | security_exception | no permissions for [indices:data/write/bulk] | DENIED
          503 | unavailable_shards_exception | primary shard is not active | UNAVAILABLE
          404 | index_not_found_exception | no such index [x] | DENIED
          400 | index_closed_exception | closed | DENIED
          400 | validation_exception | cluster currently has [1000]/[1000] maximum shards open | DENIED
          400 | illegal_argument_exception | only write ops with an op_type of create are allowed in data streams | DENIED
          400 | illegal_argument_exception | pipeline with id [daily] does not exist | DENIED
          400 | mapper_parsing_exception | failed to parse field [x] | REFUSED
          400 | document_parsing_exception | [1:8] failed to parse field [x] | REFUSED
          400 | illegal_argument_exception | Limit of total fields [1000] has been exceeded | REFUSED
          """)
  void ofOneDocument(int status, String type, String reason, String meaning) throws Exception {
    String refused =
        "{\"errors\":true,\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":%d,"
            + "\"error\":{\"type\":\"%s\",\"reason\":\"%s\"}}}]}";
    try (ScriptedCluster cluster =
            new ScriptedCluster().then(200, refused.formatted(status, type, reason));
        SinkUnderTest sink = new SinkUnderTest(cluster.uri())) {
      List<Outcome> outcomes = sink.send(Batches.numbered("logs", 2));

      assertThat(outcomes.get(0)).isEqualTo(Outcome.ACCEPTED);
      assertThat(outcomes.get(1).toString()).contains(meaning, reason);
    }
  }

  @Test
  void anAnswerAboutTooFewDocumentsIsNone() throws Exception {
    try (ScriptedCluster cluster =
            new ScriptedCluster()
                .then(200, "{\"errors\":true,\"items\":[{\"index\":{\"status\":201}}]}");
        SinkUnderTest sink = new SinkUnderTest(cluster.uri())) {
      assertThat(sink.send(Batches.numbered("logs", 2)))
          .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.RetryLater.class));
    }
  }

  @Test
  void whoHasTakenNothingBlamesNoRecord() throws Exception {
    String refused =
        "{\"errors\":true,\"items\":[{\"index\":{\"status\":400,\"error\":{\"type\":"
            + "\"strict_dynamic_mapping_exception\",\"reason\":\"no\"}}}]}";
    try (ScriptedCluster cluster =
            new ScriptedCluster()
                .then(200, refused)
                .then(200, ScriptedCluster.TAKEN)
                .then(200, refused);
        SinkUnderTest sink = new SinkUnderTest(cluster.uri())) {
      assertThat(sink.send(Batches.numbered("logs", 1)).get(0))
          .isInstanceOf(Outcome.RetryLater.class);
      assertThat(sink.send(Batches.numbered("logs", 1)).get(0)).isEqualTo(Outcome.ACCEPTED);
      assertThat(sink.send(Batches.numbered("logs", 1)).get(0))
          .isInstanceOf(Outcome.Rejected.class);
    }
  }

  @Test
  void aDocumentAtWhichTheServerFailsAgainAndAgainIsSetAside() throws Exception {
    String broken =
        "{\"errors\":true,\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":500,"
            + "\"error\":{\"type\":\"null_pointer_exception\",\"reason\":\"oops\"}}}]}";
    try (ScriptedCluster cluster = new ScriptedCluster();
        SinkUnderTest sink = new SinkUnderTest(cluster.uri())) {
      for (int i = 1; i < Suspects.MAX_FAILURES; i++) {
        cluster.then(200, broken);
        assertThat(sink.send(Batches.numbered("logs", 2)).get(1))
            .isInstanceOf(Outcome.RetryLater.class);
      }
      cluster.then(200, broken);
      assertThat(sink.send(Batches.numbered("logs", 2)).get(1))
          .isInstanceOf(Outcome.Rejected.class);
    }
  }

  @Test
  void whereIdsAreNotTakenTheyAreLeftOut() throws Exception {
    String refused =
        "{\"errors\":true,\"items\":[{\"index\":{\"status\":400,\"error\":{\"type\":"
            + "\"illegal_argument_exception\",\"reason\":\"Document ID is not supported in"
            + " create/index operation request\"}}}]}";
    try (ScriptedCluster cluster = new ScriptedCluster().then(200, refused);
        SinkUnderTest sink = new SinkUnderTest(cluster.uri())) {
      assertThat(sink.send(Batches.numbered("logs", 1))).containsOnly(Outcome.ACCEPTED);

      assertThat(cluster.asked.get(0).body()).contains("_id");
      assertThat(cluster.asked.get(1).body()).doesNotContain("_id");
      assertThat(sink.notices.texts())
          .anyMatch(text -> text.contains("gives documents ids itself"));
    }
  }

  @Test
  void aDeadHostIsPassedOver() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    try (ScriptedCluster cluster = new ScriptedCluster();
        SinkUnderTest sink =
            new SinkUnderTest("http://127.0.0.1:" + nobody + "," + cluster.uri())) {
      for (int i = 0; i < 6; i++) {
        assertThat(sink.send(Batches.numbered("logs", 1))).containsOnly(Outcome.ACCEPTED);
      }
    }
  }

  @Test
  void aHostThatIsLeavingIsPassedOver() throws Exception {
    try (ScriptedCluster leaving = new ScriptedCluster().then(503, "");
        ScriptedCluster staying = new ScriptedCluster();
        SinkUnderTest sink = new SinkUnderTest(leaving.uri() + "," + staying.uri())) {
      for (int i = 0; i < 4; i++) {
        assertThat(sink.send(Batches.numbered("logs", 1))).containsOnly(Outcome.ACCEPTED);
      }
      assertThat(leaving.asked).hasSize(1);
    }
  }

  @Test
  void saysWhoAsks() throws Exception {
    assertThat(authorization("opensearchUser", "ringtail", "opensearchPassword", "pass:word"))
        .isEqualTo("Basic cmluZ3RhaWw6cGFzczp3b3Jk");
    assertThat(authorization("opensearchApiKey", "id:key")).isEqualTo("ApiKey aWQ6a2V5");
    assertThat(authorization("opensearchApiKey", "aWQ6a2V5")).isEqualTo("ApiKey aWQ6a2V5");
    assertThat(authorization()).isEqualTo("null");
  }

  @Test
  void signsForAws() throws Exception {
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "secret");
    System.setProperty("aws.region", "eu-west-1");
    try {
      assertThat(authorization("opensearchAwsService", "aoss"))
          .matches(
              "AWS4-HMAC-SHA256 Credential=AKIATEST/\\d{8}/eu-west-1/aoss/aws4_request,"
                  + " SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date,"
                  + " Signature=[0-9a-f]{64}");
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
      System.clearProperty("aws.region");
    }
  }

  @Test
  void compressesWhereAsked() throws Exception {
    try (ScriptedCluster cluster = new ScriptedCluster();
        SinkUnderTest sink = new SinkUnderTest(cluster.uri(), "opensearchGzip", "true")) {
      assertThat(sink.send(Batches.numbered("logs", 1))).containsOnly(Outcome.ACCEPTED);
      assertThat(cluster.asked.get(0).header("Content-Encoding")).isEqualTo("gzip");
    }
  }

  @Test
  void elasticsearchIsGivenItsOwnFieldTypes() throws Exception {
    try (ScriptedCluster cluster =
            new ScriptedCluster()
                .then(404, "{}")
                .then(200, "{\"version\":{\"number\":\"9.1.0\",\"build_flavor\":\"default\"}}")
                .then(200, "{\"acknowledged\":true}");
        Sink sink =
            new OpenSearchSinkFactory()
                .open(
                    SinkContext.of(
                        TestConfig.of(
                            "opensearchUrl",
                            cluster.uri().toString(),
                            "opensearchTemplate",
                            "true"),
                        (weight, key, text) -> {}))) {
      assertThat(sink).isNotNull();
      ScriptedCluster.Asked put = cluster.asked.get(2);
      assertThat(put.method() + " " + put.uri())
          .isEqualTo("PUT /_index_template/ringtail.ringtail?create=true");
      assertThat(put.body()).contains("\"flattened\"").doesNotContain("flat_object", "$");
    }
  }

  private static String authorization(String... options) throws Exception {
    try (ScriptedCluster cluster = new ScriptedCluster();
        SinkUnderTest sink = new SinkUnderTest(cluster.uri(), options)) {
      sink.send(Batches.numbered("logs", 1));
      return cluster.asked.get(0).header("Authorization");
    }
  }
}
