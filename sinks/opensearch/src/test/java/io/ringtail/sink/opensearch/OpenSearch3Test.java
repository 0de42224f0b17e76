package io.ringtail.sink.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.sink.opensearch.FaultProxy.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Against a real OpenSearch 3, which is killed once. */
final class OpenSearch3Test extends RealServerCases {
  OpenSearch3Test() {
    super(ServerProcess.Kind.OPENSEARCH_3);
  }

  @Test
  void anAnswerThatHangsIsGivenUpAndNothingIsThereTwice() throws Exception {
    int count = 1_000;
    try (FaultProxy proxy =
            FaultProxy.cycling(server.uri(), Fault.HANG_AFTER_STORE, Fault.NONE, Fault.HANG);
        PipelineUnderTest program =
            PipelineUnderTest.impatient(
                300,
                proxy.uri(),
                "opensearchIndex",
                "hung",
                "lingerMs",
                "20",
                "bufferBytes",
                "2MiB")) {
      for (int i = 0; i < count; i++) {
        program.log("event " + i);
        if (i % 250 == 0) {
          assertThat(program.flush()).isTrue();
        }
      }
      assertThat(program.flush()).isTrue();

      assertThat(proxy.count(Fault.HANG_AFTER_STORE)).isPositive();
      assertThat(proxy.count(Fault.HANG)).isPositive();
      allThereOnce("hung", count);
      balanced(program.accounts(), count);
    }
  }

  @Test
  void hostsThatAreDeadOrDieOrHangAreDoneWithout() throws Exception {
    int count = 2_000;
    try (FaultProxy dying = new FaultProxy(server.uri());
        FaultProxy hanging = FaultProxy.cycling(server.uri(), Fault.HANG);
        FaultProxy living = new FaultProxy(server.uri());
        PipelineUnderTest program =
            PipelineUnderTest.impatient(
                300,
                "http://127.0.0.1:1," + dying.uri() + "," + hanging.uri() + "," + living.uri(),
                "opensearchIndex",
                "hosts",
                "lingerMs",
                "20",
                "bufferBytes",
                "2MiB")) {
      for (int i = 0; i < count; i++) {
        program.log("event " + i);
        if (i % 100 == 0) {
          assertThat(program.flush()).isTrue();
        }
        if (i == count / 2) {
          dying.die();
        }
      }
      assertThat(program.flush()).isTrue();

      assertThat(dying.count(Fault.NONE)).isPositive();
      // It is left out for longer and longer.
      assertThat(hanging.count(Fault.HANG)).isBetween(1, 10);
      allThereOnce("hosts", count);
      balanced(program.accounts(), count);
    }
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
