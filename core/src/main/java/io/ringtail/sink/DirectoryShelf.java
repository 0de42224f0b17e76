package io.ringtail.sink;

import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Letters in files that take so many bytes together and no more. What is older goes first, and is
 * counted.
 *
 * <p>Several processes may share a directory: each writes files of its own, and any may delete the
 * oldest. Threading: safe; callers wait for the disk.
 */
final class DirectoryShelf implements DeadLetterShelf {
  /** So many files make up the whole: one of them is lost at a time. */
  private static final int FILES = 8;

  /** Another process that makes room may take away the file that we have just made. */
  private static final int MAX_ATTEMPTS = 10;

  private static final int PIECE_BYTES = 64 * 1024;

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
    int kept = 0;
    try {
      while (kept < letters.size()) {
        List<byte[]> some = letters.subList(kept, kept + fitting(letters, kept));
        append(lines(some), telemetry);
        kept += some.size();
      }
    } finally {
      telemetry.countDeadLetters(kept);
      telemetry.countDeadLettersLost(letters.size() - kept);
    }
  }

  @Override
  public void close(long deadlineNanos) {
    // Each is on disk when it is kept.
  }

  /** How many letters from {@code first} on make up a file, one at least. */
  private int fitting(List<byte[]> letters, int first) {
    int count = 1;
    long bytes = letters.get(first).length + 1L;
    while (first + count < letters.size()) {
      bytes += letters.get(first + count).length + 1L;
      if (bytes > maxBytes / FILES) {
        return count;
      }
      count++;
    }
    return count;
  }

  private static byte[] lines(List<byte[]> letters) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (byte[] letter : letters) {
      lines.write(letter);
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  private synchronized void append(byte[] lines, Telemetry telemetry) throws IOException {
    for (int attempts = 1; ; attempts++) {
      try {
        write(lines, telemetry);
        return;
      } catch (NoSuchFileException e) {
        current = null;
        if (attempts == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void write(byte[] lines, Telemetry telemetry) throws IOException {
    Path file = current;
    if (file == null || currentBytes + lines.length > maxBytes / FILES) {
      file = newFile();
      current = file;
      currentBytes = 0;
    }
    makeRoom(lines.length, file, telemetry);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      write(lines, channel);
    }
    currentBytes += lines.length;
  }

  /** All of it or, when the disk is full say, nothing: half a line would spoil the next. */
  private void write(byte[] lines, FileChannel channel) throws IOException {
    try {
      ByteBuffer left = ByteBuffer.wrap(lines);
      while (left.hasRemaining()) {
        channel.write(left, currentBytes + left.position());
      }
    } catch (IOException e) {
      channel.truncate(currentBytes);
      throw e;
    }
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
      sum += size(file);
    }
    for (Path oldest : files) {
      if (sum <= maxBytes) {
        return;
      }
      if (!oldest.equals(except)) {
        sum -= size(oldest);
        long lost = lines(oldest);
        if (Files.deleteIfExists(oldest)) {
          telemetry.countDeadLettersLost(lost);
        }
      }
    }
  }

  /** Of one that is gone: nothing. */
  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private static long lines(Path file) throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    long lines = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        for (int i = 0; i < count; i++) {
          lines += piece[i] == '\n' ? 1 : 0;
        }
      }
    } catch (NoSuchFileException e) {
      // Another process has made room, and counts them.
      return 0;
    }
    return lines;
  }
}
