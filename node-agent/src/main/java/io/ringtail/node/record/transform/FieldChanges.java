package io.ringtail.node.record.transform;

import io.ringtail.node.record.json.FieldPath;
import io.ringtail.node.record.parse.Parser;
import io.ringtail.node.record.parse.Parser.Parsed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The changes of fields that a configuration may ask for. */
final class FieldChanges {
  private FieldChanges() {}

  /** Makes fields of the text, where there is one and the parser knows its shape. */
  static Change parse(Parser parser) {
    return record -> {
      if (record.fields().get(RecordNames.LOG) instanceof String text) {
        Parsed parsed = parser.parse(text, record.time());
        if (parsed != null) {
          record.merge(parsed);
        }
      }
    };
  }

  static Change rename(Map<String, String> names) {
    // In an order that does not depend on the run.
    Map<FieldPath, FieldPath> paths = new LinkedHashMap<>();
    new TreeMap<>(names).forEach((from, to) -> paths.put(FieldPath.of(from), FieldPath.of(to)));
    return record -> {
      Map<String, @Nullable Object> fields = record.fields();
      paths.forEach(
          (from, to) -> {
            if (from.isIn(fields)) {
              Object value = from.get(fields);
              from.remove(fields);
              to.set(fields, value);
            }
          });
    };
  }

  static Change keep(List<String> names) {
    List<FieldPath> paths = names.stream().map(FieldPath::of).toList();
    return record -> {
      Map<String, @Nullable Object> fields = record.fields();
      Map<String, @Nullable Object> kept = new LinkedHashMap<>();
      for (FieldPath path : paths) {
        path.copy(fields, kept);
      }
      fields.clear();
      fields.putAll(kept);
    };
  }

  static Change remove(List<String> names) {
    List<FieldPath> paths = names.stream().map(FieldPath::of).toList();
    return record -> paths.forEach(path -> path.remove(record.fields()));
  }

  static Change add(Map<String, String> values) {
    Map<FieldPath, String> paths = new LinkedHashMap<>();
    new TreeMap<>(values).forEach((name, value) -> paths.put(FieldPath.of(name), value));
    return record -> paths.forEach((path, value) -> path.set(record.fields(), value));
  }
}
