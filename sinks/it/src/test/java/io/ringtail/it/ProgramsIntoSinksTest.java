package io.ringtail.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.NumberedProgram;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.agent.ChildProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program's events in all destinations at once: exactly what was logged is found in each. */
@Timeout(180)
final class ProgramsIntoSinksTest {
  private static final int EVENTS = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path work;
  private final Destinations destinations;

  ProgramsIntoSinksTest(@TempDir Path work) throws IOException {
    this.work = work;
    this.destinations = new Destinations(Files.createDirectory(work.resolve("kinesis")));
  }

  @AfterEach
  void stop() {
    destinations.close();
  }

  /** The sinks' artifacts stand beside the appender on the program's class path. */
  @Test
  void byTheAppender() throws Exception {
    Path xml =
        Files.writeString(
            work.resolve("logback.xml"),
            """
            <configuration>
              <appender name="RINGTAIL" class="io.ringtail.logback.RingtailAppender"/>
              <root level="INFO"><appender-ref ref="RINGTAIL"/></root>
            </configuration>
            """);
    ChildProgram program =
        program()
            .withoutAgent()
            .withFlag("-Dlogback.configurationFile=" + xml)
            .with("RINGTAIL_SPOOL_DIR", work.resolve("spool").toString());
    ClassPath.all().forEach(program::withClassPath);

    ChildProgram.Result result = program.run();

    assertThat(result.exitCode()).as(result.stderr()).isZero();
    assertEachHasEveryEventOnce(result);
  }

  /** The agent finds them in the folder of RINGTAIL_EXTENSIONS. */
  @Test
  void byTheJavaAgent() throws Exception {
    Path extensions = Files.createDirectory(work.resolve("extensions"));
    for (String sink : List.of("s3", "kinesis", "firehose", "opensearch")) {
      ClassPath.copyModule("sinks/" + sink, extensions.resolve("ringtail-sink-" + sink + ".jar"));
    }
    for (Path jar : ClassPath.all()) {
      if (jar.toString().contains("/software/amazon/awssdk/")) {
        Files.copy(jar, extensions.resolve(jar.getFileName()));
      }
    }
    ChildProgram program = program().with("RINGTAIL_EXTENSIONS", extensions.toString());
    ClassPath.jars("logback-", "slf4j-api").forEach(program::withClassPath);

    ChildProgram.Result result = program.run();

    assertThat(result.exitCode()).as(result.stderr()).isZero();
    assertEachHasEveryEventOnce(result);
  }

  private ChildProgram program() throws IOException {
    Path folder = Files.createDirectory(work.resolve("program"));
    ChildProgram program =
        ChildProgram.of(folder, NumberedProgram.class, Integer.toString(EVENTS))
            .with("RINGTAIL_OVERFLOW", "block")
            .with("RINGTAIL_BUFFER_BYTES", "8MiB");
    destinations.environment().forEach(program::with);
    return program;
  }

  private void assertEachHasEveryEventOnce(ChildProgram.Result result) throws IOException {
    List<String> expected = IntStream.range(0, EVENTS).mapToObj(i -> "event " + i).toList();
    for (String sink : destinations.sinks()) {
      List<String> messages = new ArrayList<>();
      for (String json : destinations.records(sink)) {
        messages.add(JSON.readTree(json).path("message").asText());
      }
      assertThat(messages)
          .as("%s; %s", sink, result.stderr())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
