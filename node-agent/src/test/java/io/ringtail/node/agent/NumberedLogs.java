package io.ringtail.node.agent;

import io.ringtail.testing.logs.ContainerLog;
import io.ringtail.testing.logs.ContainerName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Containers that write numbered entries to both of their streams as fast as they are told to:
 * short lines, long ones that the runtime writes in pieces, stack traces. Kubelet rotates them
 * meanwhile.
 *
 * <p>Threading: {@link #run} on a thread of its own; the counts are for after its end.
 */
final class NumberedLogs implements Runnable {
  private static final int LONG_BYTES = 20_000;
  private static final String[] STREAMS = {"stdout", "stderr"};

  private final List<ContainerName> names = new ArrayList<>();
  private final List<ContainerLog> logs = new ArrayList<>();
  private final int[] written;
  private final long entriesPerSecond;
  private final SplittableRandom random = new SplittableRandom(4);
  private volatile boolean ending;
  private volatile long bytes;
  private long total;
  private int rotations;

  NumberedLogs(TestNode node, int containers, long entriesPerSecond) throws IOException {
    this.entriesPerSecond = entriesPerSecond;
    this.written = new int[containers];
    for (int i = 0; i < containers; i++) {
      ContainerName name = ContainerName.of("shop", "pod-" + i, "app", i + 1);
      names.add(name);
      logs.add(node.container(name));
    }
  }

  List<ContainerName> names() {
    return names;
  }

  /** Entries written to each stream of the container. */
  int written(int container) {
    return written[container];
  }

  long total() {
    return total;
  }

  /** Bytes of text that were written so far. Threading: any. */
  long writtenBytes() {
    return bytes;
  }

  int rotations() {
    return rotations;
  }

  void end() {
    ending = true;
  }

  @Override
  public void run() {
    long start = System.nanoTime();
    try {
      while (!ending) {
        long due = (System.nanoTime() - start) * entriesPerSecond / 1_000_000_000;
        while (total < due) {
          write();
        }
        Thread.sleep(5);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the writer has failed", e);
    }
  }

  private void write() throws IOException {
    int container = random.nextInt(logs.size());
    ContainerLog log = logs.get(container);
    int number = written[container]++;
    for (String stream : STREAMS) {
      String entry = entry(number);
      log.write(stream, entry + "\n");
      bytes = bytes + entry.length() + 1;
      total++;
    }
    rotate(log);
  }

  /** What the entry with this number is, whoever writes it. */
  static String entry(int number) {
    String text = "entry " + number + " of a program that has something to say, padded";
    if (number % 200 == 7) {
      return text + "x".repeat(LONG_BYTES);
    }
    if (number % 50 == 3) {
      return text
          + ": java.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)\n"
          + "Caused by: java.io.IOException: disk "
          + number
          + "\n\tat a.B.e(B.java:3)";
    }
    return text;
  }

  private void rotate(ContainerLog log) throws IOException {
    if (log.awaitsReopen() && random.nextInt(20) == 0) {
      log.reopen();
    } else if (!log.awaitsReopen() && random.nextInt(200) == 0) {
      rotations += tick(log) ? 1 : 0;
    }
  }

  // Kubelet's names have seconds: once a second and file at most.
  private static boolean tick(ContainerLog log) throws IOException {
    try {
      return log.kubeletTick();
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
