package io.ringtail.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Logback leaves of a variable without a value: it replaces {@code ${FOO}} by {@code
 * FOO_IS_UNDEFINED}, our own placeholders too (NodeToStringTransformer in logback-core).
 *
 * @param text the value with our own placeholders put back
 * @param undefined the names of the other variables
 */
record LogbackLeftover(String text, List<String> undefined) {

  private static final String MARK = "_IS_UNDEFINED";

  /** A placeholder with an argument; only the mark tells where the argument ends. */
  private static final Pattern WITH_ARGUMENT = Pattern.compile("(?:label|env|date):.+$");

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9_.\\-]+$");

  LogbackLeftover {
    undefined = List.copyOf(undefined);
  }

  static LogbackLeftover of(String value) {
    StringBuilder text = new StringBuilder();
    List<String> undefined = new ArrayList<>();
    int at = 0;
    int mark = value.indexOf(MARK);
    while (mark >= 0) {
      String segment = value.substring(at, mark);
      int start = placeholderStart(segment);
      if (start >= 0) {
        text.append(segment, 0, start).append("${").append(segment, start, segment.length());
        text.append('}');
      } else {
        undefined.add(variable(segment));
        text.append(segment).append(MARK);
      }
      at = mark + MARK.length();
      mark = value.indexOf(MARK, at);
    }
    return new LogbackLeftover(text.append(value.substring(at)).toString(), undefined);
  }

  /** Where one of our placeholders begins that ends this text; -1 where none does. */
  private static int placeholderStart(String segment) {
    Matcher withArgument = WITH_ARGUMENT.matcher(segment);
    if (withArgument.find()) {
      return withArgument.start();
    }
    for (Placeholder placeholder : Placeholder.values()) {
      int start = segment.length() - placeholder.text().length();
      if (segment.endsWith(placeholder.text()) && mayPrecede(segment.substring(0, start))) {
        return start;
      }
    }
    return -1;
  }

  /** Whether a name may begin after this text, or whether the text is the name's own beginning. */
  private static boolean mayPrecede(String before) {
    if (before.isEmpty()) {
      return true;
    }
    // ${app.host} is more likely somebody's property than app.${host}; but ${_pod} is nobody's.
    char last = before.charAt(before.length() - 1);
    boolean partOfName = Character.isLetterOrDigit(last) || last == '.' || last == '_';
    return !partOfName || before.chars().noneMatch(Character::isLetterOrDigit);
  }

  private static String variable(String segment) {
    Matcher name = VARIABLE.matcher(segment);
    @Nullable String found = name.find() ? name.group() : null;
    return found == null ? segment : found;
  }
}
