package io.ringtail.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Tells the probe of the image where the agent answers: the port may come from a file that a probe
 * cannot read. The image sets {@code ringtail.http.port.file}; elsewhere there is no such file.
 */
public final class ProbeFile {
  private static final String PROPERTY = "ringtail.http.port.file";

  private ProbeFile() {}

  /**
   * @param port negative where nothing answers, which is as it should be
   * @param err told if the file cannot be written; the probe goes by HTTP_PORT then
   */
  public static void write(int port, PrintWriter err) {
    write(System.getProperty(PROPERTY), port, err);
  }

  static void write(@Nullable String file, int port, PrintWriter err) {
    if (file == null) {
      return;
    }
    try {
      Path whole = Path.of(file);
      Path fresh = Path.of(file + ".new");
      Files.writeString(fresh, (port < 0 ? "off" : String.valueOf(port)) + "\n");
      Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      err.println(
          "ringtail-node-agent: cannot write "
              + file
              + ": "
              + e
              + "; the probe asks the port of HTTP_PORT, or 2020");
      err.flush();
    }
  }
}
