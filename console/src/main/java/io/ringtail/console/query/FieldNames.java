package io.ringtail.console.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a field's name in a query stands for. */
public final class FieldNames {
  /** Fields that all events have in one spelling, whatever their shape. */
  public enum Label {
    LEVEL("level"),
    STREAM("stream"),
    NAMESPACE("namespace"),
    POD("pod"),
    CONTAINER("container"),
    GROUP("group"),
    LOG_STREAM("logStream");

    private final String word;

    Label(String word) {
      this.word = word;
    }

    /** As users and the API write it. */
    public String word() {
      return word;
    }

    /** The label of this name; null where it is a field of the JSON. */
    public static @Nullable Label named(String name) {
      for (Label label : values()) {
        if (label.word.equals(name)) {
          return label;
        }
      }
      return null;
    }
  }

  public static final String MESSAGE = "message";
  public static final String TIME = "time";

  private static final List<String> PREFIXES =
      List.of(
          "",
          "kv.",
          "mdc.",
          "kubernetes.",
          "log_processed.",
          "log_processed.kv.",
          "log_processed.mdc.");
  private static final List<String> LOGGER =
      List.of(
          "logger",
          "log.logger",
          "logger_name",
          "log_processed.logger",
          "log_processed.log.logger",
          "log_processed.logger_name");

  private FieldNames() {}

  /**
   * The fields of the JSON that a name may mean: the whole path, or what stands below our own
   * envelopes, so that {@code orderId} finds {@code kv.orderId}.
   */
  public static List<String> paths(String name) {
    return name.equals("logger") ? LOGGER : PREFIXES.stream().map(prefix -> prefix + name).toList();
  }
}
