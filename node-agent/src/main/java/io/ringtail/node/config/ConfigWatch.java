package io.ringtail.node.config;

import io.ringtail.metadata.Surroundings;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks every few seconds whether the configuration file says something else, and hands on what can
 * be used. A wrong one is told with all of its problems, and changes nothing.
 *
 * <p>What is compared is the text, not the file's time: kubelet swaps a ConfigMap by moving a
 * symbolic link, and touches files that have not changed.
 *
 * <p>Threading: the reading thread. Blocks for as long as a small file is read.
 */
public final class ConfigWatch {
  private static final long LOOK_EVERY_NANOS = 5_000_000_000L;

  private final Path file;
  private final Surroundings surroundings;
  private final Notices notices;
  private final Consumer<NodeConfig> changed;
  private String seen;
  private NodeConfig current;
  private long lastLookNanos;
  private long refusals;
  private @Nullable String problem;

  /**
   * @param text what the running configuration was read from
   * @param current the running configuration
   * @param changed is given each new one; what cannot change while running is as in the old
   */
  public ConfigWatch(
      Path file,
      ConfigText text,
      NodeConfig current,
      Surroundings surroundings,
      Notices notices,
      Consumer<NodeConfig> changed,
      long nowNanos) {
    this.file = file;
    this.seen = text.yaml();
    this.current = current;
    this.surroundings = surroundings;
    this.notices = notices;
    this.changed = changed;
    this.lastLookNanos = nowNanos;
  }

  /** To be called often; mostly does nothing. */
  public void look(long nowNanos) {
    if (nowNanos - lastLookNanos < LOOK_EVERY_NANOS) {
      return;
    }
    lastLookNanos = nowNanos;
    try {
      ConfigText text = ConfigText.of(file);
      if (!text.yaml().equals(seen)) {
        seen = text.yaml();
        read(text);
      }
    } catch (IOException e) {
      notices.tell(
          Weight.WARNING,
          "config " + file,
          "cannot read the configuration again: "
              + e.getMessage()
              + "; the one that was read before stays in force");
    }
  }

  /** How often a changed file was refused. */
  public long refusals() {
    return refusals;
  }

  /** Why the newest file is not in force; null if it is. */
  public @Nullable String problem() {
    return problem;
  }

  /** What was handed on last could not be used after all. */
  public void refused(String why) {
    refusals++;
    problem = why;
  }

  private void read(ConfigText text) {
    ConfigReading reading = NodeConfigReader.read(text, surroundings);
    for (Problem each : reading.problems()) {
      notices.tell(
          each.isError() ? Weight.ERROR : Weight.WARNING,
          "config " + each.message(),
          each.message());
    }
    NodeConfig next = reading.config();
    if (next == null) {
      refused(
          reading.problems().stream()
              .filter(Problem::isError)
              .map(Problem::message)
              .collect(Collectors.joining("; ")));
      notices.tell(
          Weight.ERROR,
          "config " + text.yaml().hashCode(),
          file + " is wrong; the configuration that was read before stays in force");
      return;
    }
    problem = null;
    current = FixedOptions.keep(current, next, notices);
    changed.accept(current);
    notices.tell(
        Weight.INFO, "config " + text.yaml().hashCode(), file + " has changed and is in force");
  }
}
