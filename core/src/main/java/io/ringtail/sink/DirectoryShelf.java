package io.ringtail.sink;

import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Letters in files that take so many bytes together and no more. What is older goes first, and is
 * counted.
 *
 * <p>Several processes may share a directory. Threading: safe; callers wait for the disk.
 */
final class DirectoryShelf implements DeadLetterShelf {
  /** So many files make up the whole: one of them is lost at a time. */
  private static final int FILES = 8;

  private final Path directory;
  private final long maxBytes;
  private final Clock clock;

  // Guarded by this.
  private @Nullable Path current;
  private long currentBytes;

  /**
   * @param directory created when there is something to keep
   * @param maxBytes of all files together
   */
  DirectoryShelf(Path directory, long maxBytes, Clock clock) {
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  @Override
  public void keep(List<byte[]> letters, Telemetry telemetry) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (byte[] letter : letters) {
      lines.write(letter);
      lines.write('\n');
    }
    append(lines.toByteArray(), telemetry);
    telemetry.countDeadLetters(letters.size());
  }

  @Override
  public void close(long deadlineNanos) {
    // Each is on disk when it is kept.
  }

  private synchronized void append(byte[] lines, Telemetry telemetry) throws IOException {
    Path file = current;
    if (file == null || currentBytes + lines.length > maxBytes / FILES || !Files.exists(file)) {
      file = newFile();
      current = file;
      currentBytes = 0;
    }
    makeRoom(lines.length, file, telemetry);
    Files.write(file, lines, StandardOpenOption.APPEND);
    currentBytes += lines.length;
  }

  private Path newFile() throws IOException {
    Path parent = Files.createDirectories(directory);
    String unique = Integer.toHexString(ThreadLocalRandom.current().nextInt());
    String name = DeadLetters.PREFIX + clock.epochMillis() + "-" + unique + DeadLetters.SUFFIX;
    return Files.createFile(parent.resolve(name));
  }

  private void makeRoom(long bytes, Path except, Telemetry telemetry) throws IOException {
    List<Path> files = DeadLetters.files(directory);
    long sum = bytes;
    for (Path file : files) {
      sum += Files.size(file);
    }
    for (Path oldest : files) {
      if (sum <= maxBytes) {
        return;
      }
      if (!oldest.equals(except)) {
        sum -= Files.size(oldest);
        telemetry.countDeadLettersLost(lines(oldest));
        Files.deleteIfExists(oldest);
      }
    }
  }

  private static long lines(Path file) throws IOException {
    long lines = 0;
    for (byte b : Files.readAllBytes(file)) {
      lines += b == '\n' ? 1 : 0;
    }
    return lines;
  }
}
