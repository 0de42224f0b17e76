package io.ringtail.node.config;

import io.ringtail.config.NearestName;
import io.ringtail.config.Parsed;
import io.ringtail.metadata.Surroundings;
import io.ringtail.node.config.YamlNode.Field;
import io.ringtail.node.config.YamlNode.Fields;
import io.ringtail.node.config.YamlNode.Items;
import io.ringtail.node.config.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file while it is read. The keys that are asked for are the legal ones; {@link
 * #end} tells what is left over.
 */
final class Section {
  private final Fields fields;
  private final String path;
  private final Surroundings surroundings;
  private final Problems problems;
  private final Set<String> legal = new LinkedHashSet<>();

  Section(Fields fields, String path, Surroundings surroundings, Problems problems) {
    this.fields = fields;
    this.path = path;
    this.surroundings = surroundings;
    this.problems = problems;
  }

  int line() {
    return fields.line();
  }

  /** The line of a key; that of the section where the key is missing. */
  int line(String key) {
    Field field = fields.fields().get(key);
    return field == null ? line() : field.line();
  }

  boolean has(String key) {
    return field(key) != null;
  }

  /** One value; null where it is not set or wrong, which is told. */
  <T> @Nullable T value(String key, Function<String, Parsed<T>> parse) {
    YamlNode node = field(key);
    return node == null ? null : value(node, pathOf(key), parse);
  }

  <T> T value(String key, Function<String, Parsed<T>> parse, T fallback) {
    T value = value(key, parse);
    return value == null ? fallback : value;
  }

  /** One value that must be there; null where it is not, or is wrong, which is told. */
  <T> @Nullable T required(String key, Function<String, Parsed<T>> parse) {
    if (!has(key)) {
      error(key, "missing");
    }
    return value(key, parse);
  }

  /** The same with something to go on with. */
  <T> T required(String key, Function<String, Parsed<T>> parse, T standIn) {
    T value = required(key, parse);
    return value == null ? standIn : value;
  }

  /** A template, whose variables may also become known later. */
  @Nullable String template(String key) {
    YamlNode node = field(key);
    if (node == null) {
      return null;
    }
    if (!(node instanceof Scalar scalar)) {
      wrongKind(node, pathOf(key), "a template");
      return null;
    }
    String text = EnvReferences.resolve(scalar.text(), surroundings).text().strip();
    Legal.templateProblems(text)
        .forEach(wrong -> problems.error(node.line(), pathOf(key), scalar.text(), wrong));
    return text;
  }

  /** A text whose variables may also become known later, and which somebody else checks. */
  @Nullable String raw(String key) {
    YamlNode node = field(key);
    if (node == null) {
      return null;
    }
    if (!(node instanceof Scalar scalar)) {
      wrongKind(node, pathOf(key), "a single value");
      return null;
    }
    return EnvReferences.resolve(scalar.text(), surroundings).text().strip();
  }

  /** A list of values; a single one counts as a list of it. */
  <T> List<T> values(String key, Function<String, Parsed<T>> parse) {
    YamlNode node = field(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof Items list)) {
      T single = value(node, pathOf(key), parse);
      return single == null ? List.of() : List.of(single);
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      T value = value(list.items().get(i), pathOf(key) + '[' + i + ']', parse);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** A mapping of any keys to values, in the order of the file. */
  <T> Map<String, T> map(String key, Function<String, Parsed<T>> parse) {
    Map<String, T> map = new LinkedHashMap<>();
    YamlNode node = field(key);
    if (node instanceof Fields mapping) {
      mapping
          .fields()
          .forEach(
              (name, field) -> {
                T value = value(field.value(), pathOf(key) + '.' + name, parse);
                if (value != null) {
                  map.put(name, value);
                }
              });
    } else if (node != null) {
      wrongKind(node, pathOf(key), "a mapping");
    }
    return map;
  }

  /** A mapping of options; an empty one where it is missing. */
  Section section(String key) {
    YamlNode node = field(key);
    if (node instanceof Fields mapping) {
      return child(mapping, pathOf(key));
    }
    if (node != null) {
      wrongKind(node, pathOf(key), "a mapping of options");
    }
    return child(new Fields(line(key), Map.of()), pathOf(key));
  }

  /** A list of mappings of options. */
  List<Section> sections(String key) {
    YamlNode node = field(key);
    List<Section> sections = new ArrayList<>();
    if (node instanceof Items list) {
      for (int i = 0; i < list.items().size(); i++) {
        String itemPath = pathOf(key) + '[' + i + ']';
        if (list.items().get(i) instanceof Fields item) {
          sections.add(child(item, itemPath));
        } else {
          wrongKind(list.items().get(i), itemPath, "a mapping of options");
        }
      }
    } else if (node != null) {
      wrongKind(node, pathOf(key), "a list");
    }
    return sections;
  }

  void error(String key, String wrong) {
    problems.error(line(key), pathOf(key), written(key), wrong);
  }

  void warning(String key, String wrong, String outcome) {
    problems.warning(line(key), pathOf(key), written(key), wrong, outcome);
  }

  /** Tells the keys that nobody has asked for. */
  void end() {
    fields
        .fields()
        .forEach(
            (key, field) -> {
              if (!legal.contains(key)) {
                String hint = NearestName.hint(key, legal);
                problems.error(
                    field.line(),
                    pathOf(key),
                    null,
                    "no such option" + hint + "; legal are " + String.join(", ", legal));
              }
            });
  }

  private Section child(Fields mapping, String childPath) {
    return new Section(mapping, childPath, surroundings, problems);
  }

  private @Nullable YamlNode field(String key) {
    legal.add(key);
    Field field = fields.fields().get(key);
    // A key with nothing behind it is as good as none.
    return field == null || (field.value() instanceof Scalar scalar && scalar.isNull())
        ? null
        : field.value();
  }

  private <T> @Nullable T value(YamlNode node, String at, Function<String, Parsed<T>> parse) {
    if (!(node instanceof Scalar scalar)) {
      wrongKind(node, at, "a single value");
      return null;
    }
    EnvReferences resolved = EnvReferences.resolve(scalar.text(), surroundings);
    if (!resolved.missing().isEmpty()) {
      problems.error(
          node.line(),
          at,
          scalar.text(),
          "not set: "
              + String.join(", ", resolved.missing())
              + "; a default can be given as ${env:NAME:-default}");
      return null;
    }
    Parsed<T> parsed = parse.apply(resolved.text());
    if (!parsed.wrong().isEmpty()) {
      problems.error(node.line(), at, scalar.text(), String.join("; ", parsed.wrong()));
    }
    return parsed.value();
  }

  private void wrongKind(YamlNode node, String at, String legalKind) {
    String text = node instanceof Scalar scalar ? scalar.text() : null;
    problems.error(node.line(), at, text, node.kind() + "; legal is " + legalKind);
  }

  private @Nullable String written(String key) {
    Field field = fields.fields().get(key);
    return field != null && field.value() instanceof Scalar scalar ? scalar.text() : null;
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + '.' + key;
  }
}
