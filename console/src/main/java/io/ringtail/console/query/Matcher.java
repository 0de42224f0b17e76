package io.ringtail.console.query;

import io.ringtail.console.event.Fold;
import io.ringtail.console.event.Leaf;
import io.ringtail.console.event.LogEvent;
import io.ringtail.console.event.Origin;
import io.ringtail.console.event.Words;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether an event is what a query looks for. This is what the language means; the index only gets
 * there faster.
 *
 * <p>Threading: no state, safe.
 */
public final class Matcher {
  private Matcher() {}

  public static boolean matches(Query query, LogEvent event, long timeMillis) {
    if (query instanceof Query.And and) {
      for (Query each : and.all()) {
        if (!matches(each, event, timeMillis)) {
          return false;
        }
      }
      return true;
    }
    if (query instanceof Query.Or or) {
      for (Query each : or.any()) {
        if (matches(each, event, timeMillis)) {
          return true;
        }
      }
      return false;
    }
    if (query instanceof Query.Not not) {
      return !matches(not.excluded(), event, timeMillis);
    }
    return query instanceof Query.All || matchesTerm(query, event, timeMillis);
  }

  private static boolean matchesTerm(Query term, LogEvent event, long timeMillis) {
    if (term instanceof Query.Regex regex && regex.field() == null) {
      return regex.pattern().matcher(event.message()).find();
    }
    String field = fieldOf(term);
    if (field == null) {
      return anyLeaf(event, leaf -> leafMatches(term, leaf));
    }
    FieldNames.Label label = FieldNames.Label.named(field);
    if (label != null) {
      return labelMatches(term, label(event, label));
    }
    if (field.equals(FieldNames.TIME) && term instanceof Query.Compare compare) {
      return compare.comparison().holds((double) timeMillis, compare.value());
    }
    if (field.equals(FieldNames.MESSAGE)) {
      Leaf message = event.messageLeaf();
      return message != null && leafMatches(term, message);
    }
    List<String> paths = FieldNames.paths(field);
    return anyLeaf(event, leaf -> paths.contains(leaf.name()) && leafMatches(term, leaf));
  }

  private static boolean anyLeaf(LogEvent event, Predicate<Leaf> condition) {
    for (Leaf leaf : event.own()) {
      if (condition.test(leaf)) {
        return true;
      }
    }
    for (Leaf leaf : event.shared()) {
      if (condition.test(leaf)) {
        return true;
      }
    }
    return false;
  }

  /** The field that a term names; null for one that looks everywhere. */
  public static @Nullable String fieldOf(Query term) {
    if (term instanceof Query.Text text) {
      return text.field();
    }
    if (term instanceof Query.Regex regex) {
      return regex.field();
    }
    if (term instanceof Query.Exists exists) {
      return exists.field();
    }
    if (term instanceof Query.Compare compare) {
      return compare.field();
    }
    throw new IllegalArgumentException("not a term: " + term);
  }

  private static @Nullable String label(LogEvent event, FieldNames.Label label) {
    return switch (label) {
      case LEVEL -> event.level();
      case STREAM -> event.std();
      case GROUP -> event.group();
      case LOG_STREAM -> event.logStream();
      case NAMESPACE -> Origin.of(event.metadata(), event.logStream()).namespace();
      case POD -> Origin.of(event.metadata(), event.logStream()).pod();
      case CONTAINER -> Origin.of(event.metadata(), event.logStream()).container();
    };
  }

  /** Whether a label of this value is what a term looks for; labels are never words. */
  public static boolean labelMatches(Query term, @Nullable String value) {
    if (value == null) {
      return false;
    }
    if (term instanceof Query.Text text) {
      String folded = Fold.lower(value);
      return text.prefix() ? folded.startsWith(text.text()) : folded.equals(text.text());
    }
    if (term instanceof Query.Regex regex) {
      return regex.pattern().matcher(Fold.lower(value)).find();
    }
    return term instanceof Query.Exists;
  }

  /** Whether a field of the right name is what a term looks for. */
  public static boolean leafMatches(Query term, Leaf leaf) {
    if (term instanceof Query.Text text) {
      return text.field() == null
          ? leaf.isFoundByWord() && wordMatches(text, leaf)
          : valueMatches(text, leaf);
    }
    if (term instanceof Query.Regex regex) {
      String value = leaf.kind() == Leaf.Kind.KEYWORD ? Fold.lower(leaf.value()) : leaf.value();
      return regex.pattern().matcher(value).find();
    }
    if (term instanceof Query.Compare compare) {
      return !Double.isNaN(leaf.number())
          && compare.comparison().holds(leaf.number(), compare.value());
    }
    return term instanceof Query.Exists;
  }

  /** Numbers are found as such: 17 finds 17 and 17.0, not 171. */
  private static boolean wordMatches(Query.Text text, Leaf leaf) {
    return leaf.kind() == Leaf.Kind.NUMBER
        ? !text.prefix() && numberMatches(text, leaf.number())
        : containsWords(leaf.value(), text);
  }

  private static boolean valueMatches(Query.Text text, Leaf leaf) {
    return switch (leaf.kind()) {
      case TEXT -> !text.words().isEmpty() && containsWords(leaf.value(), text);
      case NUMBER -> numberMatches(text, leaf.number());
      case KEYWORD, HIDDEN -> {
        String folded = Fold.lower(leaf.value());
        yield (text.prefix() ? folded.startsWith(text.text()) : folded.equals(text.text()))
            || (leaf.kind() == Leaf.Kind.HIDDEN
                && !text.words().isEmpty()
                && containsWords(leaf.value(), text));
      }
    };
  }

  /** {@code status:200} and {@code status:2*}, whether it was written 200 or 200.0. */
  public static boolean numberMatches(Query.Text text, double number) {
    if (text.prefix()) {
      return written(number).startsWith(text.text());
    }
    return numberIn(text) == number;
  }

  /** The number that the text is, or NaN. */
  public static double numberIn(Query.Text text) {
    String written = text.text();
    // Java would also take 1f, 0x1p3 and NaN.
    if (written.isEmpty() || Character.isLetter(written.charAt(written.length() - 1))) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(written);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static String written(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static boolean containsWords(String value, Query.Text text) {
    Words words = new Words();
    words.reset(value);
    List<String> sought = text.words();
    int size = sought.size();
    if (size == 1) {
      String word = sought.get(0);
      while (words.next()) {
        if (is(words, word, text.prefix())) {
          return true;
        }
      }
      return false;
    }
    return inSequence(Words.of(value), text);
  }

  private static boolean is(Words words, String sought, boolean prefix) {
    int length = sought.length();
    if (prefix ? words.length() < length : words.length() != length) {
      return false;
    }
    char[] chars = words.chars();
    for (int i = 0; i < length; i++) {
      if (chars[i] != sought.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean inSequence(List<String> words, Query.Text text) {
    List<String> sought = text.words();
    int last = sought.size() - 1;
    for (int start = 0; start + last < words.size(); start++) {
      boolean same = true;
      for (int i = 0; i <= last && same; i++) {
        String word = words.get(start + i);
        same =
            (i == last && text.prefix())
                ? word.startsWith(sought.get(i))
                : word.equals(sought.get(i));
      }
      if (same) {
        return true;
      }
    }
    return false;
  }
}
