package io.ringtail.telemetry;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One line to the process's stderr for each notice.
 *
 * <p>Writes to the file descriptor, not to System.err: a program or agent that turns System.err
 * into log events would send our words back to us. Threading: safe.
 */
public final class StderrNotices implements Notices {
  // Not closed: it is the process's own descriptor.
  private final FileOutputStream stderr = new FileOutputStream(FileDescriptor.err);

  @Override
  public void tell(Weight weight, String key, String text) {
    String line =
        "ringtail " + weight.name().toLowerCase(java.util.Locale.ROOT) + ": " + text + "\n";
    try {
      stderr.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Nobody is left to tell.
    }
  }
}
