package io.ringtail.config;

import io.ringtail.config.ConfigProblem.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value with our own placeholders in it, and the variables that nobody has replaced.
 *
 * @param unresolved what is left over, told for people
 */
record Leftovers(String text, List<String> unresolved) {
  // Texts, not patterns: this runs while a program starts, and hardly any value has variables.
  private static final String BRACES = "\\$\\{[^}]*}?";
  private static final String PARENTHESES = "\\$\\([A-Za-z_][A-Za-z0-9_.-]*\\)";

  /**
   * @param isTemplate whether `${...}` in it is for us
   */
  static Leftovers in(Setting setting, boolean isTemplate) {
    List<String> unresolved = new ArrayList<>();
    String text = setting.value();
    if (setting.source() == Source.FILE) {
      LogbackLeftover leftover = LogbackLeftover.of(text);
      text = leftover.text();
      for (String name : leftover.undefined()) {
        unresolved.add("Logback knows no value for ${" + name + "}");
      }
    }
    if (text.indexOf('$') >= 0) {
      addVariables(text, isTemplate, unresolved);
    }
    return new Leftovers(text, unresolved);
  }

  private static void addVariables(String text, boolean isTemplate, List<String> unresolved) {
    Matcher braces = Pattern.compile(BRACES).matcher(text);
    while (!isTemplate && braces.find()) {
      unresolved.add("nothing has replaced " + braces.group());
    }
    // Kubernetes leaves $(NAME) as it is where NAME is not defined before it.
    Matcher parentheses = Pattern.compile(PARENTHESES).matcher(text);
    while (parentheses.find()) {
      unresolved.add("Kubernetes has not replaced " + parentheses.group());
    }
  }
}
