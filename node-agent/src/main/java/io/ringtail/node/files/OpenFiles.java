package io.ringtail.node.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How many files all sources together may hold open: what the process may, less what connections
 * and checkpoints need, without which nothing would get on. Further logs wait for others to end.
 *
 * <p>Threading: safe.
 */
public final class OpenFiles {
  /** Those of this process. */
  public static final OpenFiles OF_PROCESS = new OpenFiles(limitOfProcess());

  private static final int LEAST_RESERVED = 64;
  private static final int MOST_RESERVED = 256;

  private final long most;
  private final Map<Object, Integer> held = new HashMap<>();
  private long total;

  /**
   * @param limit of the process
   */
  OpenFiles(long limit) {
    long reserved = Math.max(LEAST_RESERVED, Math.min(MOST_RESERVED, limit / 4));
    this.most = Math.max(1, limit - reserved);
  }

  long most() {
    return most;
  }

  /** So many are held open by one of the sources now. */
  synchronized void report(Object source, int files) {
    Integer before = files == 0 ? held.remove(source) : held.put(source, files);
    total += files - (before == null ? 0 : before);
  }

  synchronized void add(Object source, int files) {
    report(source, held.getOrDefault(source, 0) + files);
  }

  synchronized boolean mayOpen() {
    return total < most;
  }

  /**
   * Whether it is for want of descriptors that something failed, which says nothing of the file.
   */
  static boolean areUsedUp(IOException failure) {
    return failure instanceof FileSystemException reason
        && reason.getReason() != null
        && reason.getReason().startsWith("Too many open files");
  }

  private static long limitOfProcess() {
    try {
      for (String line :
          Files.readAllLines(Path.of("/proc/self/limits"), StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("Max open files")) {
          return Long.parseLong(
              line.substring("Max open files".length()).strip().split(" +", 2)[0]);
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Not Linux, or unlimited.
    }
    return Integer.MAX_VALUE;
  }
}
