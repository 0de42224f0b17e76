package io.ringtail.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses a name template; finds all of its problems, not just the first. */
final class TemplateParser {

  private final String text;
  private final Collection<String> more;
  private final List<TemplatePart> parts = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private TemplateParser(String text, Collection<String> more) {
    this.text = text;
    this.more = more;
  }

  static NameTemplate.Parsed parse(String text, Collection<String> more) {
    TemplateParser parser = new TemplateParser(text, more);
    parser.readAll();
    NameTemplate template = parser.problems.isEmpty() ? new TextTemplate(text, parser.parts) : null;
    return new NameTemplate.Parsed(template, parser.problems);
  }

  private void readAll() {
    if (text.isBlank()) {
      problems.add("empty");
    }
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("${", at);
      if (open < 0) {
        addLiteral(text.substring(at));
        return;
      }
      addLiteral(text.substring(at, open));
      int close = text.indexOf('}', open);
      if (close < 0) {
        problems.add("no } after " + text.substring(open));
        return;
      }
      addPlaceholder(text.substring(open + 2, close));
      at = close + 1;
    }
  }

  private void addLiteral(String literal) {
    if (!literal.isEmpty()) {
      parts.add(new TemplatePart.Literal(literal));
    }
  }

  private void addPlaceholder(String inner) {
    TemplatePart part = part(inner);
    if (part != null) {
      parts.add(part);
    }
  }

  private @Nullable TemplatePart part(String inner) {
    for (Placeholder placeholder : Placeholder.values()) {
      if (placeholder.text().equals(inner)) {
        return new TemplatePart.Plain(placeholder);
      }
    }
    if (more.contains(inner)) {
      return new TemplatePart.Added(inner);
    }
    int colon = inner.indexOf(':');
    String kind = colon < 0 ? inner : inner.substring(0, colon);
    String argument = colon < 0 ? "" : inner.substring(colon + 1);
    return switch (kind) {
      case "label" -> needsArgument(inner, argument) ? new TemplatePart.Label(argument) : null;
      case "env" -> needsArgument(inner, argument) ? new TemplatePart.Env(argument) : null;
      case "date" -> needsArgument(inner, argument) ? date(argument) : null;
      default -> unknown(inner, kind);
    };
  }

  private boolean needsArgument(String inner, String argument) {
    if (argument.isEmpty()) {
      problems.add("${" + inner + "} lacks what follows the colon; legal are " + legal());
    }
    return !argument.isEmpty();
  }

  private @Nullable TemplatePart unknown(String inner, String kind) {
    List<String> names = legalNames().stream().map(name -> name.replaceFirst(":.*", "")).toList();
    String nearest = NearestName.of(kind, names);
    String hint = nearest == null ? "" : " (did you mean ${" + nearest + "}?)";
    problems.add("unknown placeholder ${" + inner + "}" + hint + "; legal are " + legal());
    return null;
  }

  private @Nullable TemplatePart date(String pattern) {
    try {
      return TemplatePart.Date.of(pattern);
    } catch (IllegalArgumentException e) {
      problems.add(
          "${date:" + pattern + "} is no java.time pattern, such as yyyy-MM-dd: " + e.getMessage());
      return null;
    }
  }

  private String legal() {
    return "${" + String.join("} ${", legalNames()) + "}";
  }

  private List<String> legalNames() {
    List<String> names = new ArrayList<>();
    for (Placeholder placeholder : Placeholder.values()) {
      names.add(placeholder.text());
    }
    names.addAll(more);
    Collections.addAll(names, "label:KEY", "env:NAME", "date:PATTERN");
    return names;
  }
}
