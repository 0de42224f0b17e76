package io.ringtail.console.filter;

import io.ringtail.console.json.JsonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code { condition }} by recursive descent: or, and, parentheses, comparison.
 *
 * <p>Threading: one thread, one pattern.
 */
final class JsonPatternParser {
  private static final Set<String> COMPARISONS = Set.of("=", "!=", "<", "<=", ">", ">=");

  private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d{1,6})\\]");

  private final String pattern;
  private final JsonPatternTokens tokens;

  JsonPatternParser(String pattern) throws UnsupportedPatternException {
    this.pattern = pattern;
    this.tokens = JsonPatternTokens.of(pattern);
  }

  JsonPattern parse() throws UnsupportedPatternException {
    expect("{");
    JsonCondition condition = or();
    expect("}");
    if (!tokens.atEnd()) {
      throw problem("text after the closing brace");
    }
    return new JsonPattern(condition);
  }

  private JsonCondition or() throws UnsupportedPatternException {
    List<JsonCondition> parts = new ArrayList<>(List.of(and()));
    while (tokens.skip("||")) {
      parts.add(and());
    }
    return parts.size() == 1 ? parts.get(0) : new JsonCondition.Or(parts);
  }

  private JsonCondition and() throws UnsupportedPatternException {
    List<JsonCondition> parts = new ArrayList<>(List.of(single()));
    while (tokens.skip("&&")) {
      parts.add(single());
    }
    return parts.size() == 1 ? parts.get(0) : new JsonCondition.And(parts);
  }

  private JsonCondition single() throws UnsupportedPatternException {
    if (tokens.skip("(")) {
      JsonCondition inner = or();
      expect(")");
      return inner;
    }
    JsonPath path = path(tokens.next());
    JsonPatternTokens.Token operator = tokens.next();
    return switch (operator.text().toUpperCase(Locale.ROOT)) {
      case "IS" -> is(path, tokens.next());
      case "EXISTS" -> new JsonCondition.Exists(path, true);
      case "NOT" -> {
        expect("EXISTS");
        yield new JsonCondition.Exists(path, false);
      }
      default -> comparison(path, operator.text(), tokens.next());
    };
  }

  private JsonCondition is(JsonPath path, JsonPatternTokens.Token value)
      throws UnsupportedPatternException {
    return switch (value.text().toUpperCase(Locale.ROOT)) {
      case "TRUE" -> new JsonCondition.Is(path, true);
      case "FALSE" -> new JsonCondition.Is(path, false);
      case "NULL" -> new JsonCondition.Is(path, JsonNull.NULL);
      default -> throw problem("IS must be followed by TRUE, FALSE or NULL");
    };
  }

  private JsonCondition comparison(JsonPath path, String operator, JsonPatternTokens.Token value)
      throws UnsupportedPatternException {
    if (!COMPARISONS.contains(operator)) {
      throw problem("'" + operator + "' is not a comparison");
    }
    if (!value.quoted() && JsonPatternTokens.isNumber(value.text())) {
      return new JsonCondition.Numeric(path, operator, Double.parseDouble(value.text()));
    }
    if (!operator.equals("=") && !operator.equals("!=")) {
      throw problem(operator + " compares numbers, and '" + value.text() + "' is none");
    }
    if (!value.quoted() && !value.text().matches("[\\w*]+")) {
      throw problem("'" + value.text() + "' must be in double quotes");
    }
    return new JsonCondition.Text(path, wildcards(value.text()), operator.equals("="));
  }

  private static Pattern wildcards(String text) {
    StringBuilder expression = new StringBuilder();
    for (String literal : text.split("\\*", -1)) {
      expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
    }
    return Pattern.compile(expression.toString(), Pattern.DOTALL);
  }

  private JsonPath path(JsonPatternTokens.Token token) throws UnsupportedPatternException {
    List<Object> steps = new ArrayList<>();
    if (token.quoted() || !token.text().matches("\\$(" + STEP.pattern() + ")+")) {
      throw problem("'" + token.text() + "' is not a selector such as $.level or $.items[0].id");
    }
    Matcher step = STEP.matcher(token.text());
    while (step.find()) {
      steps.add(step.group(1) != null ? step.group(1) : Integer.valueOf(step.group(2)));
    }
    return new JsonPath(steps);
  }

  private void expect(String text) throws UnsupportedPatternException {
    if (!tokens.skip(text)) {
      throw problem("'" + text + "' expected");
    }
  }

  private UnsupportedPatternException problem(String problem) {
    return new UnsupportedPatternException(pattern, problem);
  }
}
