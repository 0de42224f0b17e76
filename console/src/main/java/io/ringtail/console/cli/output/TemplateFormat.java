package io.ringtail.console.cli.output;

import io.ringtail.console.event.EventReader;
import io.ringtail.console.event.Leaf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As the user wants it, like <code>{time} {pod} {message} {kv.orderId}</code>. In braces stands a
 * name of the API's or the path of any field of the event; braces twice are braces, <code>\t</code>
 * and <code>\n</code> what they are elsewhere.
 */
public final class TemplateFormat implements LineFormat {
  /**
   * @param isField whether it is the name of one, not text as it is
   */
  private record Part(String text, boolean isField) {}

  private final List<Part> parts;

  private TemplateFormat(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * @throws IllegalArgumentException that shows the place
   */
  public static TemplateFormat parse(String template) {
    List<Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < template.length(); at++) {
      char c = template.charAt(at);
      boolean twice = at + 1 < template.length() && template.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && twice) {
        text.append(c);
        at++;
      } else if (c == '{') {
        int end = template.indexOf('}', at);
        if (end < 0 || end == at + 1) {
          throw wrong(template, at, end < 0 ? "this { is not closed" : "a name is missing in {}");
        }
        parts.add(new Part(text.toString(), false));
        text.setLength(0);
        parts.add(new Part(template.substring(at + 1, end).strip(), true));
        at = end;
      } else if (c == '}') {
        throw wrong(template, at, "this } closes nothing; }} is a brace");
      } else if (c == '\\'
          && at + 1 < template.length()
          && "nt\\".indexOf(template.charAt(at + 1)) >= 0) {
        char escaped = template.charAt(++at);
        text.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : '\\');
      } else {
        text.append(c);
      }
    }
    parts.add(new Part(text.toString(), false));
    return new TemplateFormat(parts);
  }

  @Override
  public void append(Line line, StringBuilder to) {
    for (Part part : parts) {
      if (part.isField()) {
        String value = value(line, part.text());
        to.append(value == null ? "" : Visible.line(value));
      } else {
        to.append(part.text());
      }
    }
    to.append('\n');
  }

  private static @Nullable String value(Line line, String name) {
    return switch (name) {
      case "id" -> line.id();
      case "time" -> line.time().toString();
      case "ingested" -> String.valueOf(line.ingestedMillis());
      case "group" -> line.group();
      case "logStream" -> line.logStream();
      case "level" -> line.level();
      case "stream" -> line.std();
      case "namespace" -> line.namespace();
      case "pod" -> line.pod();
      case "container" -> line.container();
      case "logger" -> line.logger();
      case "message" -> line.message();
      case "stack" -> line.stack();
      case "raw" -> line.raw();
      default -> field(line, name);
    };
  }

  private static @Nullable String field(Line line, String path) {
    if (!line.isJson()) {
      return null;
    }
    List<String> values = new ArrayList<>();
    for (Leaf leaf : EventReader.fields(line.raw())) {
      if (leaf.name().equals(path)) {
        values.add(leaf.value());
      }
    }
    return values.isEmpty() ? null : String.join(",", values);
  }

  private static IllegalArgumentException wrong(String template, int at, String reason) {
    return new IllegalArgumentException(
        "the template is not understood: " + reason + "\n" + Caret.under(template, at, 1));
  }
}
