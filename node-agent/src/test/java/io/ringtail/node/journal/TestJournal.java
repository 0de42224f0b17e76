package io.ringtail.node.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real journal, written by systemd-journal-remote from its export format. */
public final class TestJournal {
  private static final Path REMOTE = Path.of("/lib/systemd/systemd-journal-remote");

  /** Entry 2,000 comes when the fake clock begins, at 2026-11-20T22:00:00Z. */
  private static final long FIRST_MICROS = 1_795_211_998_000_000L;

  private static final String SKIPPED =
      "SKIPPED: no journal can be made here; apt-get install systemd systemd-journal-remote";

  private final Path directory;
  private long written;
  private String boot = "1".repeat(32);

  private TestJournal(Path directory) {
    this.directory = directory;
  }

  /** Skips the test where systemd's tools are not installed. */
  public static TestJournal in(Path directory) throws IOException {
    boolean isPossible =
        Files.isExecutable(REMOTE) && Files.isExecutable(Path.of("/usr/bin/journalctl"));
    if (!isPossible) {
      System.err.println(SKIPPED);
    }
    assumeTrue(isPossible, SKIPPED);
    return new TestJournal(Files.createDirectories(directory));
  }

  Path directory() {
    return directory;
  }

  Path file() {
    return directory.resolve("system.journal");
  }

  void reboot() {
    boot = "2".repeat(32);
  }

  static long epochMicros(long number) {
    return FIRST_MICROS + number * 1_000;
  }

  /** A usual entry of a unit. */
  public static Map<String, Object> entry(String unit, Object message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("_TRANSPORT", "journal");
    fields.put("PRIORITY", "6");
    fields.put("SYSLOG_FACILITY", "3");
    fields.put("_HOSTNAME", "node-1");
    fields.put("_SYSTEMD_UNIT", unit);
    fields.put("MESSAGE", message);
    return fields;
  }

  /** The same with one field set to another value. */
  public static Map<String, Object> entry(String unit, Object message, String field, String value) {
    Map<String, Object> fields = entry(unit, message);
    fields.put(field, value);
    return fields;
  }

  public void append(List<Map<String, Object>> entries) throws IOException, InterruptedException {
    ByteArrayOutputStream export = new ByteArrayOutputStream();
    for (Map<String, Object> entry : entries) {
      text(export, "__REALTIME_TIMESTAMP", String.valueOf(epochMicros(written)));
      text(export, "__MONOTONIC_TIMESTAMP", String.valueOf(1_000_000 + written * 1_000));
      text(export, "_BOOT_ID", boot);
      for (Map.Entry<String, Object> field : entry.entrySet()) {
        if (field.getValue() instanceof List<?> values) {
          values.forEach(value -> field(export, field.getKey(), value));
        } else {
          field(export, field.getKey(), field.getValue());
        }
      }
      export.write('\n');
      written++;
    }
    Path input = Files.createTempFile("export", ".bin");
    Files.write(input, export.toByteArray());
    Process remote =
        new ProcessBuilder(REMOTE.toString(), "--output=" + file(), input.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(remote.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(remote.exitValue()).isZero();
    Files.delete(input);
  }

  private static void field(ByteArrayOutputStream export, String name, Object value) {
    byte[] bytes =
        value instanceof byte[] binary ? binary : value.toString().getBytes(StandardCharsets.UTF_8);
    boolean isText = value instanceof String text && text.indexOf('\n') < 0;
    if (isText) {
      text(export, name, value.toString());
    } else {
      export.writeBytes((name + "\n").getBytes(StandardCharsets.UTF_8));
      export.writeBytes(
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length).array());
      export.writeBytes(bytes);
      export.write('\n');
    }
  }

  private static void text(ByteArrayOutputStream export, String name, String value) {
    export.writeBytes((name + "=" + value + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
