package io.ringtail.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Node.js, where the machine has it: for tests only, the page is built without it. */
final class Node {
  static final Path SOURCES = Path.of("src/main/web").toAbsolutePath();

  private Node() {}

  /** What it says; the test fails where it fails, and is skipped where there is none. */
  static String run(Path directory, String... args) throws IOException, InterruptedException {
    assumeTrue(isHere(), "SKIPPED: there is no Node.js 20 or newer on this machine");
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static boolean isHere() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      String version = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return process.waitFor(10, TimeUnit.SECONDS)
          && version.matches("v\\d+\\..*")
          && Integer.parseInt(version.substring(1, version.indexOf('.'))) >= 20;
    } catch (IOException e) {
      return false;
    }
  }
}
