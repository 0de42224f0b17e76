package io.ringtail.node.journal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A running journalctl, whose output is read without ever waiting for it. When nobody reads, its
 * pipe fills and it waits.
 *
 * <p>The JDK empties the pipes of a process that has ended on a thread of its own, in one step as
 * far as readers of the stream can see: once {@link #isAlive()} is false, what is available is all
 * that will ever come.
 *
 * <p>Threading: the reading thread.
 */
final class Journalctl implements AutoCloseable {
  private static final int MAX_SAID_BYTES = 2_048;
  private static final int MAX_READ_BYTES = 64 << 10;

  private final Process process;
  private final InputStream output;
  private final StringBuilder said = new StringBuilder();

  private Journalctl(Process process) {
    this.process = process;
    this.output = process.getInputStream();
  }

  /**
   * @throws IOException if the program is not there or may not be run
   */
  static Journalctl start(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    Map<String, String> environment = builder.environment();
    String path = environment.get("PATH");
    // Our credentials are none of its business, and neither are options that change what it prints.
    environment.clear();
    if (path != null) {
      environment.put("PATH", path);
    }
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("SYSTEMD_COLORS", "0");
    return new Journalctl(builder.start());
  }

  InputStream output() {
    return output;
  }

  /** Whether there is something to read now. */
  boolean hasMore() {
    try {
      return output.available() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** For people; once it has ended. */
  String ending() {
    int status = process.exitValue();
    return status > 128 ? "killed by signal " + (status - 128) : "exit status " + status;
  }

  boolean hasSucceeded() {
    return !process.isAlive() && process.exitValue() == 0;
  }

  /**
   * The lines that it wrote to stderr since the last call: as a rule none. So that it is not held
   * up, all is read, though not all is kept.
   */
  List<String> takeSaid() {
    try {
      InputStream errors = process.getErrorStream();
      for (int n = errors.available(); n > 0; n = errors.available()) {
        byte[] bytes = errors.readNBytes(Math.min(n, MAX_READ_BYTES));
        int room = MAX_SAID_BYTES - said.length();
        String text = new String(bytes, StandardCharsets.UTF_8);
        said.append(text, 0, Math.max(0, Math.min(room, text.length())));
      }
    } catch (IOException e) {
      // Closed: nothing more will be said.
    }
    if (said.length() == 0 || (isAlive() && said.charAt(said.length() - 1) != '\n')) {
      return List.of();
    }
    List<String> lines = said.toString().lines().filter(line -> !line.isBlank()).toList();
    said.setLength(0);
    return lines;
  }

  /** It only reads: there is nothing that it would have to finish. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      output.close();
      process.getErrorStream().close();
    } catch (IOException e) {
      // Gone already.
    }
  }
}
