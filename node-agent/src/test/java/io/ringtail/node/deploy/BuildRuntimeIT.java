package io.ringtail.node.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the image runs: a JRE of its own, the jar, its options and an archive of its classes. */
@Timeout(300)
class BuildRuntimeIT {
  private static final String ID = "0123456789abcdef".repeat(4);

  private final Path directory;
  private final Path runtime;

  BuildRuntimeIT(@TempDir Path directory) {
    this.directory = directory;
    this.runtime = directory.resolve("ringtail");
  }

  @Test
  void theRuntimeReadsALineAndDeliversIt() throws Exception {
    run(
        Map.of("JAVA_HOME", System.getProperty("java.home")),
        Deploy.FOLDER.resolve("image/build-runtime").toString(),
        System.getProperty("node-agent.jar"),
        runtime.toString());
    Path log = directory.resolve("log/containers/cart-1_shop_app-" + ID + ".log");
    Files.createDirectories(log.getParent());
    Files.writeString(log, "2026-11-20T22:00:00.123456789Z stdout F order 17 accepted\n");
    Path classes = directory.resolve("classes");

    try (Console console = Console.start(ConsoleOptions.defaults())) {
      String said =
          run(
              Map.ofEntries(
                  Map.entry("RINGTAIL_LOG_ROOT", directory.resolve("log").toString()),
                  Map.entry("RINGTAIL_STATE_DIR", directory.resolve("state").toString()),
                  Map.entry("CLUSTER_NAME", "demo"),
                  Map.entry("HOST_NAME", "node-1"),
                  Map.entry("READ_FROM_HEAD", "On"),
                  Map.entry("HTTP_SERVER", "Off"),
                  Map.entry("RINGTAIL_KUBELET_URL", "http://127.0.0.1:1"),
                  Map.entry("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", console.endpoint().toString()),
                  Map.entry("AWS_REGION", "eu-west-1"),
                  Map.entry("AWS_ACCESS_KEY_ID", "AKIATEST"),
                  Map.entry("AWS_SECRET_ACCESS_KEY", "secret"),
                  Map.entry(
                      "JDK_JAVA_OPTIONS",
                      "@%s/jvm-options -Xlog:class+load:file=%s".formatted(runtime, classes))),
              runtime.resolve("bin/ringtail-node-agent").toString(),
              "run",
              "--until-eof");

      assertThat(said).contains("stopped: cloudwatch: delivered 1");
      assertThat(
              console.events(
                  "/aws/containerinsights/demo/application",
                  "node-1-application.var.log.containers." + log.getFileName()))
          .singleElement()
          .satisfies(event -> assertThat(event.message()).contains("order 17 accepted"));
    }
    // From the archive, or it was made for nothing.
    assertThat(Files.readString(classes))
        .containsPattern("io\\.ringtail\\.node\\.files\\.FileSource source: shared objects file");
  }

  /**
   * @return what it said
   */
  private static String run(Map<String, String> env, String... command) throws Exception {
    File output = File.createTempFile("build-runtime", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command)).redirectErrorStream(true).redirectOutput(output);
    builder.environment().putAll(env);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
      String said = Files.readString(output.toPath(), UTF_8);
      assertThat(process.exitValue()).as(said).isZero();
      return said;
    } finally {
      process.destroyForcibly();
      Files.delete(output.toPath());
    }
  }
}
