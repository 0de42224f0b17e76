package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;

/** A version of a framework that is not as we know it. */
final class UnknownVersionTest {
  private static final String LOGGER =
      """
      package ch.qos.logback.classic;

      public class Logger {
        public static void main(String[] arguments) {
          new Logger().deliver("hello");
          new Logger().deliver("again");
        }

        void deliver(String event) {
          System.out.println(event);
        }
      }
      """;

  @OnEachJdk
  void saysOnceWhichHookIsMissingAndLetsTheProgramBe(Path jdk, @TempDir Path work)
      throws Exception {
    Path source = work.resolve("Logger.java");
    Files.writeString(source, LOGGER);
    Path classes = work.resolve("logback-classic-9.0.jar");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), source.toString());
    assertThat(failed).isZero();

    ChildProgram.Result result =
        ChildProgram.ofMain(work, "ch.qos.logback.classic.Logger")
            .with("RINGTAIL_STDOUT", "off")
            .withClassPath(classes)
            .on(jdk)
            .run();

    assertThat(result.stdout()).isEqualTo("hello\nagain\n");
    assertThat(result.stderr().lines())
        .singleElement()
        .asString()
        .startsWith("ringtail warning: hook missing: ch.qos.logback.classic.Logger")
        .contains("logback-classic-9.0.jar", "callAppenders");
  }
}
