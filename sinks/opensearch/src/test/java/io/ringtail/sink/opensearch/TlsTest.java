package io.ringtail.sink.opensearch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster whose certificate is from an authority that no JVM knows. */
class TlsTest {
  private static TestCa ca;

  @BeforeAll
  static void makeCertificates(@TempDir Path folder) throws Exception {
    ca = TestCa.make(folder, "ip:127.0.0.1");
  }

  @Test
  void anAuthorityOfOnesOwnIsTrustedWhereItIsNamed() throws Exception {
    try (ScriptedCluster cluster = ScriptedCluster.secured(ca.server());
        SinkUnderTest sink =
            new SinkUnderTest(cluster.uri(), "opensearchCaFile", ca.pem().toString())) {
      assertThat(sink.send(Batches.numbered("logs", 1))).containsOnly(Outcome.ACCEPTED);
      assertThat(cluster.asked).hasSize(1);
    }
  }

  @Test
  void otherwiseItIsNotAndTheOptionIsNamed() throws Exception {
    try (ScriptedCluster cluster = ScriptedCluster.secured(ca.server());
        SinkUnderTest sink = new SinkUnderTest(cluster.uri())) {
      assertThat(refusal(sink)).contains("RINGTAIL_OPENSEARCH_CA_FILE");
      assertThat(cluster.asked).isEmpty();
    }
  }

  @Test
  void aHostOfAnotherNameIsNotTalkedTo() throws Exception {
    try (ScriptedCluster cluster = ScriptedCluster.secured(ca.server());
        SinkUnderTest sink =
            new SinkUnderTest(localhost(cluster.uri()), "opensearchCaFile", ca.pem().toString())) {
      assertThat(refusal(sink)).contains("other names", "RINGTAIL_OPENSEARCH_URL");
      assertThat(cluster.asked).isEmpty();
    }
  }

  @Test
  void norWhereTheProgramDoesNotLookAtNames() throws Exception {
    HostnameVerifier before = HttpsURLConnection.getDefaultHostnameVerifier();
    HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
    try (ScriptedCluster cluster = ScriptedCluster.secured(ca.server());
        SinkUnderTest sink =
            new SinkUnderTest(localhost(cluster.uri()), "opensearchCaFile", ca.pem().toString())) {
      assertThat(refusal(sink)).contains("other names");
      assertThat(cluster.asked).isEmpty();
    } finally {
      HttpsURLConnection.setDefaultHostnameVerifier(before);
    }
  }

  @Test
  void aProxyOfTheJvmMakesATunnelForTlsWhichIsKept() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    try (ScriptedCluster cluster = ScriptedCluster.secured(ca.server());
        TunnelProxy proxy = new TunnelProxy();
        SinkUnderTest sink =
            new SinkUnderTest(cluster.uri(), "opensearchCaFile", ca.pem().toString())) {
      ProxySelector.setDefault(ProxySelector.of(proxy.address()));

      assertThat(sink.send(Batches.numbered("logs", 1))).containsOnly(Outcome.ACCEPTED);
      // Idle for so long that it is looked at, through TLS, before it is used again.
      TimeUnit.MILLISECONDS.sleep(1_100);
      assertThat(sink.send(Batches.numbered("logs", 1))).containsOnly(Outcome.ACCEPTED);
      assertThat(cluster.asked).hasSize(2);
      assertThat(proxy.asked)
          .containsExactly("CONNECT 127.0.0.1:" + cluster.uri().getPort() + " HTTP/1.1");
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void httpsToAPortThatSpeaksHttpIsExplained() throws Exception {
    try (ServerSocket http = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SinkUnderTest sink = new SinkUnderTest("https://127.0.0.1:" + http.getLocalPort())) {
      Thread server = new Thread(() -> answerInHttp(http));
      server.start();

      assertThat(refusal(sink)).contains("does it speak http");
      server.join();
    }
  }

  private static void answerInHttp(ServerSocket http) {
    try (Socket connection = http.accept()) {
      connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      // It says no more, and hears the rest.
      connection.shutdownOutput();
      connection.getInputStream().readAllBytes();
    } catch (IOException e) {
      // The sink has had enough.
    }
  }

  @Test
  void aFileWithoutCertificatesIsNamed(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("empty.pem"), "none\n");

    assertThatThrownBy(
            () -> new SinkUnderTest("https://127.0.0.1:9200", "opensearchCaFile", file.toString()))
        .hasMessageContaining("RINGTAIL_OPENSEARCH_CA_FILE=" + file);
  }

  private static String refusal(SinkUnderTest sink) {
    List<Outcome> outcomes = sink.send(Batches.numbered("logs", 1));
    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.get(0)).isInstanceOf(Outcome.RetryLater.class);
    Outcome.RetryLater later = (Outcome.RetryLater) outcomes.get(0);
    assertThat(later.cause()).isEqualTo(RetryCause.UNAVAILABLE);
    return later.detail();
  }

  private static String localhost(URI uri) {
    return uri.toString().replace("127.0.0.1", "localhost");
  }
}
