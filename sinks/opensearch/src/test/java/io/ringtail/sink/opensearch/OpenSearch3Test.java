package io.ringtail.sink.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Against a real OpenSearch 3, which is killed once. */
final class OpenSearch3Test extends RealServerCases {
  OpenSearch3Test() {
    super(ServerProcess.Kind.OPENSEARCH_3);
  }

  @Test
  void nothingIsLostByARestartOfTheServer() throws Exception {
    int count = 3_000;
    try (PipelineUnderTest program =
        new PipelineUnderTest(
            server.uri(),
            "opensearchIndex",
            "restarted",
            "lingerMs",
            "20",
            "bufferBytes",
            "2MiB")) {
      for (int i = 0; i < count / 2; i++) {
        program.log("event " + i);
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> program.pipeline.telemetries().get(0).delivered() > 0);
      server.kill();
      Thread rest =
          new Thread(
              () -> {
                for (int i = count / 2; i < count; i++) {
                  program.log("event " + i);
                }
              });
      rest.start();
      server.start();
      rest.join();
      assertThat(program.flush()).isTrue();

      allThereOnce("restarted", count);
      balanced(program.accounts(), count);
    }
  }
}
