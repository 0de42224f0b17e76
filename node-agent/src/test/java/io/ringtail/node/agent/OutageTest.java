package io.ringtail.node.agent;

import static io.ringtail.node.agent.TestNode.lines;
import static io.ringtail.node.agent.TestNode.records;
import static io.ringtail.node.agent.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.fault.Fault;
import io.ringtail.console.fault.FaultKind;
import io.ringtail.console.logs.Operation;
import io.ringtail.testing.AccountingExtension;
import io.ringtail.testing.logs.ContainerLog;
import io.ringtail.testing.logs.ContainerName;
import io.ringtail.testing.logs.Rotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What happens to logs while their destination, or a part of it, takes nothing. */
@Timeout(90)
@ExtendWith(AccountingExtension.class)
final class OutageTest {
  private static final ContainerName WEB = ContainerName.of("shop", "web-1", "web", 1);
  private static final Pattern LOST =
      Pattern.compile("ringtail: (\\d+) bytes of this log were lost");
  private static final String YAML =
      """
      agent: {max-deleted-bytes: 512KiB, log-group: "/${namespace}", log-stream: "${pod}"}
      kubernetes: {from: none, metadata: none}
      sources:
        - {name: pods, type: containers}
      """;
  private static final int FILE_BYTES = 400_000;
  private static final String PADDING = "x".repeat(9_000);

  private final Console console = Console.start(ConsoleOptions.builder().build());
  private final TestNode node;

  OutageTest(@TempDir Path directory) throws IOException {
    node =
        new TestNode(directory)
            .env("RINGTAIL_BUFFER_BYTES", String.valueOf(2 << 20))
            .yaml(YAML)
            .rotation(new Rotation(FILE_BYTES, 3));
    TestNode.sendsTo(console.endpoint());
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
    console.close();
  }

  @Test
  void whatIsDeletedBeyondTheCapIsCountedAndToldInTheLogAndTheRestArrives() throws Exception {
    console.faults().inject(Fault.of(FaultKind.SERVICE_UNAVAILABLE));
    ContainerLog log = node.container(WEB);
    node.start();
    // Found before it is rotated: the first start begins with the file that is written to.
    until(() -> !node.coverage(WEB).isMissingNode());
    Written written = new Written(log);
    for (int file = 0; file < 8; file++) {
      written.fill();
      node.laterBy(Duration.ofSeconds(2));
      log.kubeletTick();
      log.reopen();
      // A file that came and went between two looks nobody could count.
      until(() -> coverage("writtenBytes") == written.bytes);
    }
    assertThat(coverage("lostBytes")).isPositive();
    assertThat(coverage("heldBytes")).isBetween(1L, 1L << 19);
    assertThat(coverage("acknowledgedBytes")).isZero();

    console.faults().clear();
    until(() -> coverage("acknowledgedBytes") + coverage("lostBytes") == written.bytes);
    assertThat(coverage("writtenBytes")).isEqualTo(written.bytes);
    until(() -> toldLost() == coverage("lostBytes"));
    List<Integer> arrived = numbers("/shop", "web-1");
    assertThat(arrived).doesNotHaveDuplicates().isSorted();
    assertThat(written.bytesOfAllBut(arrived)).isEqualTo(coverage("lostBytes"));
  }

  @Test
  void aGroupThatDeniesUsKeepsBackItsOwnLogsOnly() throws Exception {
    console
        .faults()
        .inject(Fault.of(FaultKind.ACCESS_DENIED).on(Operation.PUT_LOG_EVENTS).inGroups("/denied"));
    List<ContainerLog> denied = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      denied.add(node.container(ContainerName.of("denied", "noisy-" + i, "app", 10 + i)));
    }
    ContainerLog other = node.container(ContainerName.of("fine", "quiet", "app", 2));
    // Three times what the agent may hold.
    int each = (2 << 20) / PADDING.length();
    for (int line = 0; line < each; line++) {
      for (ContainerLog log : denied) {
        log.write("stdout", line + " " + PADDING + "\n");
      }
    }
    node.start();

    for (int line = 0; line < 8; line++) {
      other.write("stdout", line + " ok\n");
      int soFar = line + 1;
      until(() -> numbers("/fine", "quiet").size() == soFar);
    }
    assertThat(console.faults().injected()).containsKey("accessDenied");
    assertThat(numbers("/denied", "noisy-0")).isEmpty();
    assertThat(node.agent().telemetries().get(0).accounts().totalDropped()).isZero();

    console.faults().clear();
    // Rather than wait until it asks again whether it is still denied.
    node.stop();
    node.start();
    for (int i = 0; i < denied.size(); i++) {
      String pod = "noisy-" + i;
      // What was accepted while the agent stopped may have come again.
      until(
          () ->
              console.events("/denied", pod).size() >= each
                  && numbers("/denied", pod).stream().distinct().count() == each);
      assertThat(numbers("/denied", pod).stream().distinct())
          .containsExactlyElementsOf(IntStream.range(0, each).boxed().toList());
    }
    assertThat(numbers("/fine", "quiet")).hasSize(8);
  }

  private long coverage(String figure) throws Exception {
    return node.coverage(WEB).path(figure).asLong();
  }

  private long toldLost() {
    return lines(records(console, "/shop", "web-1")).stream()
        .map(LOST::matcher)
        .filter(Matcher::find)
        .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
        .sum();
  }

  private List<Integer> numbers(String group, String stream) {
    return lines(records(console, group, stream)).stream()
        .filter(line -> !line.startsWith("ringtail"))
        .map(line -> Integer.valueOf(line.split(" ", 2)[0]))
        .toList();
  }

  /** Numbered lines, and what they take in the files. */
  private static final class Written {
    private final ContainerLog log;
    private final List<Long> lineBytes = new ArrayList<>();
    private long bytes;

    Written(ContainerLog log) {
      this.log = log;
    }

    void fill() throws IOException {
      long before = Files.size(log.file());
      while (before < FILE_BYTES) {
        log.write("stdout", lineBytes.size() + " " + PADDING + "\n");
        long after = Files.size(log.file());
        lineBytes.add(after - before);
        bytes += after - before;
        before = after;
      }
    }

    long bytesOfAllBut(List<Integer> arrived) {
      long lost = bytes;
      for (int number : arrived) {
        lost -= lineBytes.get(number);
      }
      return lost;
    }
  }
}
