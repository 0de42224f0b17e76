package io.ringtail.node.route;

import io.ringtail.node.config.LogRoot;
import io.ringtail.node.config.SourceConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Tags as Fluent Bit makes them of {@code Tag application.*}, so that log streams keep their names.
 * The rules are those of {@code tag_compose} in its plugins in_tail and in_systemd.
 */
public final class Tags {
  /** What in_systemd puts in place of a unit that an entry does not name. */
  private static final String NO_UNIT = "unknown";

  private Tags() {}

  /**
   * The tag of a file: the source's name and the file's path with dots for slashes, {@code
   * application.var.log.containers.cart-1_shop_app-0123.log}.
   *
   * @param path as it was found, not where links lead to
   */
  public static String ofFile(String source, Path path, LogRoot logRoot) {
    String text = source + '.' + logRoot.asOnTheNode(path.toString());
    StringBuilder tag = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean dot = c == '/' || c == '\\' || c == ':' || c == '.';
      if (!dot && c != '*') {
        tag.append(c);
      } else if (dot && !tag.isEmpty() && tag.charAt(tag.length() - 1) != '.') {
        tag.append('.');
      }
    }
    if (!tag.isEmpty() && tag.charAt(tag.length() - 1) == '.') {
      tag.setLength(tag.length() - 1);
    }
    return tag.toString();
  }

  /**
   * The tag of an entry of the journal: the source's name, and the unit as well where the source
   * asks for units, {@code dataplane.systemd.kubelet.service}.
   */
  public static String ofJournal(SourceConfig.Journal source, @Nullable String unit) {
    if (source.units().isEmpty()) {
      return source.name();
    }
    return source.name() + '.' + (unit == null || unit.isEmpty() ? NO_UNIT : unit);
  }
}
