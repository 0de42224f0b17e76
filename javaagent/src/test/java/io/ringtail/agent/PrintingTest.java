package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.PrintingProgram;
import com.example.Slf4jProgram;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program prints itself: each line once in the destination, each byte where it was. */
@SuppressWarnings("NullAway")
final class PrintingTest {
  @TempDir private Path work;
  private Destination destination;

  @BeforeEach
  void startDestination() throws Exception {
    destination = Destination.start();
  }

  @AfterEach
  void stopDestination() {
    destination.close();
  }

  @OnEachJdk
  void shipsEveryWayOfPrinting(Path jdk) throws Exception {
    ChildProgram program =
        printing("all-ways").withFlag("-Dfile.encoding=UTF-8").withFlag("-Dstdout.encoding=UTF-8");
    assertBytesAreTheSame(program, jdk);

    assertThat(messages("stdout"))
        .containsExactlyInAnyOrder(
            "grüße, €, 😀",
            "true 17181.52.5xynull",
            "char by char 😀!",
            "printf and 3",
            "append",
            "by bytes",
            "byte by byte é",
            "two",
            "lines",
            "not - no end");
    assertThat(messages("stderr")).containsExactly("an error: false");
    JsonNode first = destination.events().get(0);
    assertThat(first.path("level").asText()).isEqualTo("INFO");
    assertThat(first.path("thread").asText()).isEqualTo("main");
    assertThat(events("stderr").get(0).path("level").asText()).isEqualTo("WARN");
  }

  @OnEachJdk
  void keepsAnEncodingThatIsNotUtf8(Path jdk) throws Exception {
    ChildProgram program =
        printing("all-ways")
            .withFlag("-Dsun.stdout.encoding=ISO-8859-15")
            .withFlag("-Dstdout.encoding=ISO-8859-15");
    assertBytesAreTheSame(program, jdk);

    assertThat(messages("stdout")).contains("grüße, €, ?");
  }

  @OnEachJdk
  void shipsAStackTraceAsOneEvent(Path jdk) throws Exception {
    printing("traces").on(jdk).run();

    List<String> all = destination.messages();
    assertThat(all).hasSize(PrintingProgram.THREADS * PrintingProgram.TRACES_PER_THREAD);
    assertThat(all).doesNotHaveDuplicates();
    assertThat(all)
        .allMatch(text -> text.startsWith("java.lang.IllegalStateException: failure "))
        .allMatch(text -> text.contains("\nsecond line\n\tat com.example.PrintingProgram"))
        .allMatch(text -> text.contains("\n\tSuppressed: java.io.IOException: suppressed\n\t\tat "))
        .allMatch(text -> text.contains("\nCaused by: java.io.IOException: a\nb\n\t"));
  }

  @OnEachJdk
  void shipsAnUncaughtExceptionAsOneEvent(Path jdk) throws Exception {
    ChildProgram.Result result = printing("uncaught").on(jdk).run();

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(messages("stderr"))
        .singleElement()
        .asString()
        .startsWith("Exception in thread \"main\" java.lang.IllegalStateException: not\ncaught\n")
        .contains("Caused by: java.io.IOException: reset");
  }

  @OnEachJdk
  void keepsTheLinesOfThreadsApart(Path jdk) throws Exception {
    printing("mixed-lines").on(jdk).run();

    assertThat(destination.messages())
        .hasSize(PrintingProgram.THREADS * PrintingProgram.LINES_PER_THREAD)
        .doesNotHaveDuplicates()
        .allMatch(text -> text.matches("thread \\d line \\d+"));
    assertThat(destination.events())
        .allMatch(event -> event.path("thread").asText().endsWith(number(event)));
  }

  private static String number(JsonNode event) {
    return "-" + event.path("message").asText().charAt("thread ".length());
  }

  @OnEachJdk
  void leavesBinaryOutputAlone(Path jdk) throws Exception {
    assertBytesAreTheSame(printing("binary"), jdk);

    assertThat(Files.size(work.resolve("stdout"))).isEqualTo(106_000);
  }

  @OnEachJdk
  void shipsOnceWhatComesThroughAStreamOfTheProgram(Path jdk) throws Exception {
    assertBytesAreTheSame(printing("wrapped"), jdk);

    assertThat(destination.messages())
        .containsExactlyInAnyOrder("before", "[wrapped] through the program's own", "after");
  }

  @Test
  void cannotSeeWhatGoesPastIt() throws Exception {
    assertBytesAreTheSame(printing("bypassed"), Jdks.current());

    assertThat(destination.messages()).containsExactly("before");
  }

  @OnEachJdk
  void shipsWhatAShutdownHookPrintsFirst(Path jdk) throws Exception {
    printing("hook").on(jdk).run();

    assertThat(destination.messages())
        .containsExactlyInAnyOrder("the first line of all", "and the last");
  }

  @OnEachJdk
  void waitsForAShutdownHookThatNobodyKnows(Path jdk) throws Exception {
    printing("late-hook").on(jdk).run();

    assertThat(destination.messages()).hasSize(11).contains("from main", "late line 9");
  }

  @Test
  void sendsALongLineInParts() throws Exception {
    ChildProgram.Result result = printing("long-line").run();

    List<JsonNode> parts = events("stdout").stream().filter(event -> event.has("kv")).toList();
    assertThat(parts).hasSize(3);
    String whole =
        parts.stream().map(event -> event.path("message").asText()).collect(Collectors.joining());
    assertThat(result.stdout()).isEqualTo(whole + "\nnext\n");
    assertThat(parts.get(2).at("/kv/part").asInt()).isEqualTo(3);
    assertThat(messages("stdout")).contains("next");
  }

  @Test
  void survivesAProgramThatClosesItsOutput() throws Exception {
    ChildProgram.Result result = printing("closed").run();

    assertThat(result.exitCode()).isZero();
    assertThat(messages("stdout")).containsExactly("before");
    assertThat(messages("stderr")).containsExactly("error true");
  }

  @Test
  void takesSlf4jSimpleForWhatItIs() throws Exception {
    ChildProgram.of(work, Slf4jProgram.class).withFramework("slf4j-simple").to(destination).run();

    assertThat(messages("stderr").get(0))
        .isEqualTo("[main] INFO com.example.Program - order 17 accepted");
    assertThat(messages("stderr").get(1)).endsWith("ERROR com.example.Program - failed");
    assertThat(messages("stderr").get(2))
        .startsWith("java.lang.IllegalStateException: outer\n\tat com.example.Slf4jProgram");
    assertThat(messages("stderr")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "false"})
  void leavesTheStreamsAloneWhenSwitchedOff(String word) throws Exception {
    ChildProgram.Result result = printing("all-ways").with("RINGTAIL_STDOUT", word).run();

    assertThat(destination.messages()).isEmpty();
    assertThat(result.stderr()).isEqualTo("an error: false");
  }

  @OnEachJdk
  void repeatsNothingOnStdoutThatCannotBeDelivered(Path jdk) throws Exception {
    destination.close();
    ChildProgram program = printing("all-ways").with("RINGTAIL_SHUTDOWN_MS", "2000");

    assertBytesAreTheSame(program, jdk);
  }

  @Test
  void shipsWhatAThreadPrintsThatIsNamedLikeOurs() throws Exception {
    printing("named-like-ours").run();

    assertThat(destination.messages()).containsExactly("on it");
  }

  @Test
  void heedsTheThreshold() throws Exception {
    printing("all-ways").with("RINGTAIL_LEVEL", "WARN").run();

    assertThat(destination.messages()).containsExactly("an error: false");
  }

  private void assertBytesAreTheSame(ChildProgram program, Path jdk) throws Exception {
    program.on(jdk).run();
    byte[] attached = Files.readAllBytes(program.stdoutFile());
    program.withoutAgent().run();
    assertThat(attached).isEqualTo(Files.readAllBytes(program.stdoutFile()));
  }

  private List<String> messages(String logger) {
    return events(logger).stream().map(event -> event.path("message").asText()).toList();
  }

  private List<JsonNode> events(String logger) {
    return destination.events().stream()
        .filter(event -> event.path("logger").asText().equals(logger))
        .toList();
  }

  private ChildProgram printing(String way) {
    return ChildProgram.of(work, PrintingProgram.class, way).to(destination);
  }
}
