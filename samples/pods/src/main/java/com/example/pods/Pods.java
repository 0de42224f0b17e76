package com.example.pods;

import io.ringtail.testing.logs.ContainerLog;
import io.ringtail.testing.logs.ContainerName;
import io.ringtail.testing.logs.ContainerRuntime;
import io.ringtail.testing.logs.NodePaths;
import io.ringtail.testing.logs.Rotation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Writes the files of three containers as containerd and kubelet do it on a node, rotation
 * included, a while long.
 */
public final class Pods {
  private static final String NAMESPACE = "shop";
  private static final int ENTRIES_PER_TICK = 20;
  private static final long TICK_MILLIS = 50;

  /** Small files, so that a short run rotates, too. */
  private static final Rotation ROTATION = new Rotation(24 * 1024, 5);

  /** Kubelet looks every ten seconds; here every second, for the same reason. */
  private static final int TICKS_PER_LOOK = 25;

  private static final String USAGE = "usage: Pods ROOT_DIRECTORY ENTRIES_PER_POD";

  private Pods() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 2) {
      System.err.println(USAGE);
      System.exit(2);
    }
    write(NodePaths.in(Path.of(args[0])), Integer.parseInt(args[1]));
  }

  private static void write(NodePaths paths, int entries) throws IOException, InterruptedException {
    Map<Program, ContainerLog> logs = new EnumMap<>(Program.class);
    for (Program program : Program.values()) {
      ContainerName name =
          ContainerName.of(NAMESPACE, program.pod(), program.container(), program.ordinal() + 1);
      logs.put(
          program,
          new ContainerLog(paths, name, ContainerRuntime.CONTAINERD, ROTATION, Clock.systemUTC()));
    }
    int written = 0;
    for (int tick = 1; written < entries; tick++) {
      int end = Math.min(entries, written + ENTRIES_PER_TICK);
      for (Map.Entry<Program, ContainerLog> log : logs.entrySet()) {
        for (int number = written; number < end; number++) {
          Program.Entry entry = log.getKey().entry(number);
          log.getValue().write(entry.stream(), entry.text() + "\n");
        }
        boolean looks = tick % TICKS_PER_LOOK == 0;
        if (looks && log.getValue().kubeletTick()) {
          log.getValue().reopen();
        }
      }
      written = end;
      TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
    }
    for (ContainerLog log : logs.values()) {
      log.exit();
    }
  }
}
