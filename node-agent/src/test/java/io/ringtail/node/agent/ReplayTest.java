package io.ringtail.node.agent;

import static io.ringtail.node.agent.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.event.RecordForm;
import io.ringtail.node.config.NodeConfig;
import io.ringtail.node.config.Reading;
import io.ringtail.telemetry.DropReason;
import io.ringtail.testing.Answer;
import io.ringtail.testing.Received;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.RecordingSink;
import io.ringtail.testing.RecordingSinkFactory;
import io.ringtail.testing.TestConfig;
import io.ringtail.testing.logs.ContainerLog;
import io.ringtail.testing.logs.ContainerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a sink refuses for good is kept, and sent again when it is told to. */
@Timeout(60)
final class ReplayTest {
  private static final ContainerName WEB = ContainerName.of("shop", "web-1", "web", 1);

  private final RecordingSink sink = new RecordingSink();
  private final RecordingNotices notices = new RecordingNotices();
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final Path rejected;
  private final RecordingSinkFactory factory =
      RecordingSinkFactory.of(sink)
          .named("search")
          .withLimits(
              RecordingSinkFactory.CLOUDWATCH_LIMITS.withIds().inForm(RecordForm.JSON_STRING));
  private final TestNode node;

  ReplayTest(@TempDir Path directory) throws IOException {
    rejected = directory.resolve("rejected");
    node =
        new TestNode(directory)
            .env("RINGTAIL_SINK", "search")
            .env("RINGTAIL_DEAD_LETTER_DIR", rejected.toString())
            .sink(factory);
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
  }

  @Test
  void whatWasRefusedArrivesAsItWasUnderTheSameId() throws Exception {
    sink.otherwise(withIds(Answer.rejecting(DropReason.REFUSED, this::isPoison)));
    ContainerLog log = node.container(WEB);
    log.write("stdout", "good\npoison \"1\"\npoison 2\n");
    node.start();
    until(() -> node.agent().telemetries().get(0).deadLetters() == 2);
    until(() -> !sink.accepted().isEmpty());
    node.stop();
    List<String> refusedIds = List.copyOf(ids.subList(1, 3));
    ids.clear();
    List<Received> refused =
        sink.attempts().stream().flatMap(List::stream).filter(this::isPoison).toList();
    sink.otherwise(withIds(Answer.accept()));

    int code = replay(null, rejected);

    assertThat(code).isZero();
    assertThat(sink.accepted().stream().filter(this::isPoison).toList())
        .containsExactlyElementsOf(refused);
    assertThat(ids).containsExactlyElementsOf(refusedIds).doesNotContain("0:0");
    assertThat(notices.texts())
        .anyMatch(text -> text.contains("search: 2 records taken, 0 refused again"));
  }

  @Test
  void whatIsRefusedAgainOrCannotBeReadIsToldInTheExitCode() throws Exception {
    sink.otherwise(Answer.rejecting(DropReason.REFUSED, this::isPoison));
    Path file = Files.createDirectories(rejected).resolve("rejected-1.jsonl");
    String line =
        "{\"time\":\"2026-11-20T22:00:00Z\",\"sink\":\"%s\",\"group\":\"g\",\"stream\":\"s\","
            + "\"record\":{\"log\":\"%s\"}}\n";
    Files.writeString(
        file,
        line.formatted("search", "good")
            + line.formatted("search", "poison")
            + "{\"torn\":\n"
            + line.formatted("elsewhere", "good"));

    assertThat(replay(null, file)).isEqualTo(1);

    assertThat(sink.accepted()).hasSize(1);
    assertThat(notices.texts())
        .anyMatch(text -> text.contains("1 records taken, 1 refused again"))
        .anyMatch(text -> text.contains("rejected-1.jsonl:3"))
        .anyMatch(text -> text.contains("rejected-1.jsonl:4: the sink elsewhere is not in"));
    assertThat(replay("search", file)).isEqualTo(1);
    assertThat(sink.accepted()).hasSize(3);
    assertThat(file).exists();
  }

  @Test
  void anUnknownSinkOrPlaceSendsNothing() {
    assertThatThrownBy(() -> replay("serach", rejected)).hasMessageContaining("legal are search");
    assertThatThrownBy(() -> replay(null, Path.of("/no/such"))).hasMessageContaining("/no/such");
  }

  private int replay(@Nullable String to, Path place) throws IOException, InterruptedException {
    NodeConfig config =
        Reading.of("sources: [{name: a, type: containers}]\nsinks: [{type: search}]").config();
    return new ReplayProgram(type -> factory, notices)
        .run(config, to, List.of(place.toString()), TestConfig.surroundings(Map.of()));
  }

  private Answer withIds(Answer answer) {
    return batch -> {
      for (int i = 0; i < batch.size(); i++) {
        ids.add(batch.originId(i) + ":" + batch.number(i));
      }
      return answer.to(batch);
    };
  }

  private boolean isPoison(Received received) {
    return received.json().contains("poison");
  }
}
