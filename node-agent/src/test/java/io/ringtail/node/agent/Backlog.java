package io.ringtail.node.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.node.checkpoint.FileCheckpoints;
import io.ringtail.telemetry.Clock;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What stands in a node's log files and is not acknowledged by the checkpoints that an agent has
 * left: the bytes that its next life has to read.
 *
 * @param logs that have a checkpoint
 * @param bytes uncompressed, of all logs
 * @param mostFiles that one log has begun and not done with
 */
record Backlog(int logs, long bytes, int mostFiles) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Backlog of(TestNode node) throws IOException {
    FileCheckpoints checkpoints =
        new FileCheckpoints(
            Path.of(node.env.get("RINGTAIL_STATE_DIR")), node.notices, Clock.SYSTEM);
    long bytes = 0;
    int mostFiles = 0;
    int logs = 0;
    for (String key : checkpoints.savedKeys()) {
      String saved = checkpoints.saved(key);
      if (saved != null && saved.contains("generations")) {
        List<Long> unread = unread(here(node, key), JSON.readTree(saved));
        bytes += unread.stream().mapToLong(Long::longValue).sum();
        mostFiles = Math.max(mostFiles, unread.size());
        logs++;
      }
    }
    return new Backlog(logs, bytes, mostFiles);
  }

  String describe() {
    return String.format(
        Locale.ROOT, "%,d bytes in %d logs, at most %d files of one", bytes, logs, mostFiles);
  }

  private static Path here(TestNode node, String key) {
    return node.paths.varLog().resolve(Path.of("/var/log").relativize(Path.of(key)));
  }

  private static List<Long> unread(Path log, JsonNode saved) throws IOException {
    JsonNode place = saved.path("acknowledged").path(0);
    for (JsonNode each : saved.path("acknowledged")) {
      place = isBefore(each, place) ? each : place;
    }
    String oldest = saved.path("generations").path(place.path(0).asInt()).path("name").asText();
    long offset = place.path(1).asLong();
    List<Path> files = files(log);
    List<Long> unread = new ArrayList<>();
    for (Path file : files) {
      int order = order(file, log).compareTo(order(log.resolveSibling(oldest), log));
      if (order >= 0) {
        unread.add(Math.max(0, size(file) - (order == 0 ? offset : 0)));
      }
    }
    return unread;
  }

  private static boolean isBefore(JsonNode one, JsonNode other) {
    int byFile = Integer.compare(one.path(0).asInt(), other.path(0).asInt());
    return byFile < 0 || (byFile == 0 && one.path(1).asLong() < other.path(1).asLong());
  }

  private static List<Path> files(Path log) throws IOException {
    try (var files = Files.list(log.getParent())) {
      return files
          .filter(each -> each.getFileName().toString().startsWith(log.getFileName().toString()))
          .filter(each -> !each.toString().endsWith(".tmp"))
          .sorted()
          .toList();
    }
  }

  /** Rotated files by their time, the one that is written to last. */
  private static String order(Path file, Path log) {
    String name = file.getFileName().toString().replace(".gz", "");
    return name.equals(log.getFileName().toString()) ? name + ".~" : name;
  }

  /** Of the text: a gzip file ends with it. Nothing if the file is gone by now. */
  private static long size(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (!file.toString().endsWith(".gz")) {
        return in.length();
      }
      in.seek(in.length() - Integer.BYTES);
      return Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
    } catch (FileNotFoundException e) {
      return 0;
    }
  }
}
