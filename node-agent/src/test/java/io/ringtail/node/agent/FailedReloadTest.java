package io.ringtail.node.agent;

import static io.ringtail.node.agent.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.batch.BatchLimits;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.SinkSettings;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.testing.Received;
import io.ringtail.testing.RecordingSink;
import io.ringtail.testing.RecordingSinkFactory;
import io.ringtail.testing.logs.ContainerLog;
import io.ringtail.testing.logs.ContainerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that looks right and cannot be opened. */
@Timeout(60)
final class FailedReloadTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String YAML =
      """
      sources: [{name: application, type: containers}]
      kubernetes: {from: none}
      routes: [{name: all, log-group: /%s, log-stream: s}]
      """;

  private final RecordingSink sink = new RecordingSink();
  private final TestNode node;
  private int written;

  FailedReloadTest(@TempDir Path directory) throws IOException {
    node = new TestNode(directory).env("RINGTAIL_SINK", "picky").sink(new PickyFactory(sink));
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
  }

  @Test
  void opensTheOneBeforeAgainAndLosesAndRepeatsNothing() throws Exception {
    node.yaml(YAML.formatted("first"));
    ContainerLog log = node.container(ContainerName.of("shop", "web-1", "web", 1));
    node.start();
    writeUntil(log, () -> !sink.accepted().isEmpty());

    Files.writeString(node.configFile(), YAML.formatted("unheard-of"));
    writeUntil(
        log, () -> node.notices.texts().stream().anyMatch(text -> text.contains("unheard-of")));
    int before = sink.accepted().size();
    writeUntil(log, () -> sink.accepted().size() > before);
    assertThat(node.get("/metrics").body())
        .contains("ringtail_config_reloads_total{result=\"refused\"} 1.0");
    assertThat(node.get("/readyz").statusCode()).isEqualTo(200);

    Files.writeString(node.configFile(), YAML.formatted("second"));
    writeUntil(log, () -> groups().contains("/second"));
    until(() -> sink.accepted().size() >= written);
    assertThat(lines())
        .containsExactlyElementsOf(IntStream.range(0, written).mapToObj(i -> "line " + i).toList());
    assertThat(groups()).containsOnly("/first", "/second");
  }

  private void writeUntil(ContainerLog log, Callable<Boolean> condition) {
    until(
        () -> {
          log.write("stdout", "line " + written++ + "\n");
          return condition.call();
        });
  }

  private List<String> groups() {
    return sink.accepted().stream().map(each -> each.destination().group()).distinct().toList();
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Received each : sink.accepted()) {
      lines.add(JSON.readTree(each.json()).path("log").asText());
    }
    return lines;
  }

  /** Knows one group that it will have nothing to do with. */
  private record PickyFactory(Sink sink) implements SinkFactory {
    @Override
    public String name() {
      return "picky";
    }

    @Override
    public BatchLimits limits() {
      return RecordingSinkFactory.CLOUDWATCH_LIMITS;
    }

    @Override
    public DestinationNames names(SinkSettings settings, DestinationNames logs) {
      if (logs.group().text().contains("unheard-of")) {
        throw new IllegalStateException("unheard-of");
      }
      return logs;
    }

    @Override
    public int maxConcurrentSends() {
      return 2;
    }

    @Override
    public long sendHeapBytes(BatchLimits ofBatch) {
      return 0;
    }

    @Override
    public Sink open(SinkContext context) {
      return sink;
    }
  }
}
