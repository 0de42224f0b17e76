package io.ringtail.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.agent.Destination;
import io.ringtail.agent.Jdks;
import io.ringtail.agent.OnEachJdk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;

/** Web applications with different frameworks in one Tomcat, deployed again and again. */
final class TomcatTest {
  private static final Path WARS = Path.of("..", "..", "samples", "webapp", "target");
  private static final List<String> FRAMEWORKS = List.of("logback", "log4j", "jul");

  /** A loader that leaks does so the first time; that it stays so is seen on one JDK. */
  private static final int DEPLOYMENTS = 6;

  private static final int DEPLOYMENTS_ON_NEWEST = 21;
  private static final int REQUESTS = 5;

  /** A record as Tomcat's own OneLineFormatter writes it; the group is its message. */
  private static final Pattern RECORD =
      Pattern.compile(
          "\\d\\d-\\w{3}-\\d{4} \\S+ (?:FINE|INFO|WARNING|SEVERE) \\[.*?] [\\w.$<>]+ (.*)");

  @OnEachJdk
  void shipsEveryEventOnceAndKeepsNoApplication(Path jdk, @TempDir Path base) throws Exception {
    try (Destination destination = Destination.start();
        Tomcat tomcat = Tomcat.start(base, jdk, destination)) {
      boolean isNewest = jdk.equals(Jdks.newest());
      List<String> expected =
          deployAgainAndAgain(tomcat, isNewest ? DEPLOYMENTS_ON_NEWEST : DEPLOYMENTS);
      String loader = "org.apache.catalina.loader.ParallelWebappClassLoader";
      // The manager is one more. The last events may be on their way still.
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(tomcat.countOf(loader, jdk)).isEqualTo(FRAMEWORKS.size() + 1));
      assertThat(tomcat.leaks()).startsWith("OK - No memory leaks found");
      tomcat.stop();

      List<JsonNode> events = destination.events();
      assertThat(messages(events, "com.example.greeter.Greeter"))
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(messages(events, "org.apache."))
          .containsExactlyInAnyOrderElementsOf(recordsOf(tomcat));
      assertThat(events.stream().mapToLong(event -> event.path("seq").asLong()))
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(1, events.size()).boxed().toList());
      assertThat(StopLine.in(tomcat.stderr()))
          .isEqualTo(new StopLine(events.size(), events.size()));
    }
  }

  /** What the applications then have logged. */
  private static List<String> deployAgainAndAgain(Tomcat tomcat, int deployments) throws Exception {
    List<String> expected = new ArrayList<>();
    for (int deployment = 1; deployment <= deployments; deployment++) {
      for (String framework : FRAMEWORKS) {
        String path = "/" + framework;
        tomcat.deploy(path, WARS.resolve("greeter-" + framework + ".war").toRealPath());
        expected.add("greeter opens at " + path);
        for (int request = 1; request <= REQUESTS; request++) {
          String name = framework + "-" + deployment + "-" + request;
          assertThat(tomcat.get(path + "/greet?name=" + name)).isEqualTo(200);
          expected.add("asked to greet " + name);
          expected.add("greeted " + name);
        }
        assertThat(tomcat.get(path + "/greet")).isEqualTo(400);
        expected.add("asked to greet null");
        expected.add("nobody to greet");
        expected.add("greeter closes at " + path);
      }
    }
    return expected;
  }

  private static List<String> recordsOf(Tomcat tomcat) throws Exception {
    return tomcat.logFiles().stream()
        .map(RECORD::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1))
        .toList();
  }

  /** Of each its first line: what follows is no record of its own in a file. */
  private static List<String> messages(List<JsonNode> events, String loggerPrefix) {
    return events.stream()
        .filter(event -> event.path("logger").asText().startsWith(loggerPrefix))
        .map(event -> event.path("message").asText().lines().findFirst().orElse(""))
        .toList();
  }
}
