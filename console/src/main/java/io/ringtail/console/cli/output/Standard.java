package io.ringtail.console.cli.output;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command writes, and the environment it finds.
 *
 * @param out throws where its reader is gone; a {@link PrintStream} would go on for ever
 * @param isTerminal whether a person looks at {@code out}
 */
public record Standard(
    OutputStream out, PrintStream err, Map<String, String> env, boolean isTerminal) {
  private static final int BUFFER_BYTES = 64 * 1024;

  public Standard {
    env = Map.copyOf(env);
  }

  public static Standard ofThisProcess() {
    return new Standard(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES),
        System.err,
        System.getenv(),
        outIsTerminal());
  }

  /** Tells the person at the terminal, beside what the command writes. */
  public void say(String text) {
    err.println("ringtail-console: " + text);
    err.flush();
  }

  /** Colours only where somebody sees them, and did not ask to be spared. */
  public boolean wantsColour(ColourWhen when) {
    return switch (when) {
      case ALWAYS -> true;
      case NEVER -> false;
      // https://no-color.org: present and not empty.
      case AUTO ->
          isTerminal
              && env.getOrDefault("NO_COLOR", "").isEmpty()
              && !env.getOrDefault("TERM", "").equals("dumb");
    };
  }

  @SuppressWarnings("SystemConsoleNull") // Only asked where null means something.
  private static boolean inAndOutAreTerminals() {
    return Runtime.version().feature() < 22 && System.console() != null;
  }

  /** The JDK knows of input and output together only, and from Java 22 on not even that. */
  private static boolean outIsTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException noProc) {
      return inAndOutAreTerminals();
    }
  }
}
