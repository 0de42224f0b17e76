package io.ringtail.node.config;

import io.ringtail.config.ByteSize;
import io.ringtail.config.Parsed;
import io.ringtail.config.Values;
import io.ringtail.metadata.Surroundings;
import java.nio.file.Path;
import java.util.function.Function;

/** Reads the section {@code agent}. */
final class AgentReader {
  private static final long MIB = 1L << 20;
  private static final long MAX_BUFFER_BYTES = 1024 * MIB;
  private static final long MAX_DELETED_BYTES = 1L << 40;
  private static final int HTTP_PORT = 2020;
  private static final int NO_HTTP = -1;

  // Fluent Bit's Flush. 100 nodes of 100 containers each stay far below an account's 5,000
  // requests a second.
  private static final long LINGER_MILLIS = 5_000;
  private static final long SHUTDOWN_MILLIS = 5_000;

  private final Options options;
  private final Surroundings surroundings;

  AgentReader(Options options, Surroundings surroundings) {
    this.options = options;
    this.surroundings = surroundings;
  }

  AgentConfig read() {
    return new AgentConfig(
        options.find("CLUSTER_NAME", "cluster-name", Legal::name),
        hostName(),
        httpPort(),
        options.get("RINGTAIL_LOG_ROOT", "log-root", Legal::absolutePath, Path.of("/var/log")),
        options.get(
            "RINGTAIL_STATE_DIR", "state-dir", Legal::absolutePath, Path.of("/var/ringtail/state")),
        options.get(
            "RINGTAIL_BUFFER_BYTES",
            "buffer-bytes",
            bytes(2 * MIB, MAX_BUFFER_BYTES),
            defaultBufferBytes()),
        options.get("RINGTAIL_LINGER_MS", "linger-ms", AgentReader::millis, LINGER_MILLIS),
        options.get("RINGTAIL_SHUTDOWN_MS", "shutdown-ms", AgentReader::millis, SHUTDOWN_MILLIS),
        options.file().value("max-deleted-bytes", bytes(0, MAX_DELETED_BYTES), 512 * MIB),
        options.find("RINGTAIL_DEAD_LETTER_DIR", "dead-letter-dir", Legal::deadLetterPlace),
        options.get(
            "RINGTAIL_DEAD_LETTER_BYTES",
            "dead-letter-bytes",
            bytes(MIB, MAX_DELETED_BYTES),
            64 * MIB),
        options.get("RINGTAIL_CREATE", "create", Values::bool, true),
        options.find("RINGTAIL_RETENTION_DAYS", "retention-days", Values::retentionDays),
        options.file().value("reload", Values::bool, true));
  }

  private String hostName() {
    String name = options.find("HOST_NAME", "host-name", Legal::name);
    if (name == null) {
      name = surroundings.env("NODE_NAME");
    }
    if (name == null) {
      name = surroundings.hostname();
    }
    return name == null ? "unknown" : name;
  }

  private int httpPort() {
    boolean server = options.get("HTTP_SERVER", "http-server", Values::bool, true);
    int port = options.get("HTTP_PORT", "http-port", Legal.whole(0, 65_535), HTTP_PORT);
    return server ? port : NO_HTTP;
  }

  /** A quarter of the heap, within 8 and 64 MiB. */
  private long defaultBufferBytes() {
    return Math.max(8 * MIB, Math.min(64 * MIB, surroundings.maxHeapBytes() / 4));
  }

  private static Function<String, Parsed<Long>> bytes(long min, long max) {
    return text -> ByteSize.parse(text, min, max);
  }

  private static Parsed<Long> millis(String text) {
    return Values.millis(text, Legal.MAX_MILLIS);
  }
}
