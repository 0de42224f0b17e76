package io.ringtail.metadata;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that kubelet writes for {@code metadata.labels} and {@code metadata.annotations}: lines
 * of {@code key="value"}, the value quoted by Go's {@code %q}; see FormatMap in Kubernetes'
 * pkg/fieldpath. A line feed inside a value is escaped, so lines are entries.
 */
final class QuotedLines {

  private QuotedLines() {}

  /** The good lines; others are skipped. Of a key that comes twice the last one counts. */
  static Map<String, String> parse(byte[] file) {
    Map<String, String> values = new TreeMap<>();
    int start = 0;
    while (start < file.length) {
      int end = indexOf(file, '\n', start);
      int lineEnd = end > start && file[end - 1] == '\r' ? end - 1 : end;
      addLine(file, start, lineEnd, values);
      start = end + 1;
    }
    return values;
  }

  private static void addLine(byte[] file, int from, int to, Map<String, String> values) {
    int equals = indexOf(file, '=', from);
    if (equals <= from || equals >= to) {
      return;
    }
    @Nullable String value = GoQuote.unquote(file, equals + 1, to);
    if (value != null) {
      values.put(GoQuote.utf8(file, from, equals), value);
    }
  }

  private static int indexOf(byte[] bytes, char wanted, int from) {
    int i = from;
    while (i < bytes.length && bytes[i] != wanted) {
      i++;
    }
    return i;
  }
}
