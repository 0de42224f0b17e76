package io.ringtail.node.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that Kubernetes runs as a probe. */
class ProbeTest {
  private final HttpServer server;
  private final String port;

  ProbeTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/healthz", 200);
    answer("/readyz", 503);
    server.start();
    port = String.valueOf(server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void succeedsWhereTheAgentSaysOk() throws Exception {
    assertThat(probe("healthz", Map.of("HTTP_PORT", port))).isZero();
    assertThat(probe("readyz", Map.of("HTTP_PORT", port))).isNotZero();
  }

  @Test
  void failsWhereNobodyAnswers() throws Exception {
    server.stop(0);

    assertThat(probe("healthz", Map.of("HTTP_PORT", port))).isNotZero();
  }

  @Test
  void succeedsWhereHttpIsSwitchedOff() throws Exception {
    assertThat(probe("readyz", Map.of("HTTP_PORT", "1", "HTTP_SERVER", "Off"))).isZero();
  }

  @Test
  void asksWhereTheAgentSaysThatItAnswers(@TempDir Path directory) throws Exception {
    String file = directory.resolve("port").toString();
    Files.writeString(Path.of(file), port + "\n");
    assertThat(probe("healthz", Map.of("HTTP_PORT", "1", "PORT_FILE", file))).isZero();
    assertThat(probe("readyz", Map.of("HTTP_PORT", "1", "PORT_FILE", file))).isNotZero();

    Files.writeString(Path.of(file), "off\n");
    assertThat(probe("healthz", Map.of("HTTP_PORT", "1", "PORT_FILE", file))).isZero();
  }

  private void answer(String path, int status) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, 2);
          exchange.getResponseBody().write("ok".getBytes(UTF_8));
          exchange.close();
        });
  }

  private static int probe(String page, Map<String, String> env) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(Deploy.FOLDER.resolve("image/probe").toString(), page)
            .redirectErrorStream(true);
    builder.environment().put("PORT_FILE", "/nonexistent");
    builder.environment().putAll(env);
    Process process = builder.start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }
}
