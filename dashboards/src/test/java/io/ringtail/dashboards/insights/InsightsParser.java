package io.ringtail.dashboards.insights;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Recursive descent over the characters: whether `/` divides or begins a pattern depends on it. */
final class InsightsParser {
  private static final Pattern BLANK = Pattern.compile("(?:\\s|#[^\\n]*(?:\\n|$))*");
  private static final Pattern NAME =
      Pattern.compile("@?[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*");
  private static final Pattern QUOTED_NAME = Pattern.compile("`([^`]+)`");
  private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]*)\"|'([^'\\\\]*)'");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
  private static final Pattern REGEX = Pattern.compile("/((?:[^/\\\\\\n]|\\\\.)+)/");
  private static final Pattern PERIOD = Pattern.compile("([1-9][0-9]*)(s|m|h|d)\\b");
  private static final Pattern GROUP = Pattern.compile("\\(\\?<([A-Za-z][A-Za-z0-9]*)>");
  private static final Pattern COMPARISON = Pattern.compile("!=|<=|>=|=(?!~)|<|>");
  private static final int MAX_LIMIT = 10_000;

  private final String text;
  private int at;

  InsightsParser(String text) {
    this.text = text;
  }

  List<Command> query() {
    List<Command> commands = new ArrayList<>();
    do {
      commands.add(command());
    } while (takes("|"));
    skip();
    if (at < text.length()) {
      throw wrong("expected | or the end");
    }
    return commands;
  }

  private Command command() {
    String word = word().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "fields" -> new Command.Fields(columns(false));
      case "filter" -> new Command.Filter(expression());
      case "parse" -> parse();
      case "stats" -> {
        List<Command.Named> columns = columns(true);
        yield new Command.Stats(columns, takesWord("by") ? columns(false) : List.of());
      }
      case "sort" -> {
        Expression key = expression();
        boolean descending = takesWord("desc");
        if (!descending) {
          takesWord("asc");
        }
        yield new Command.Sort(key, descending);
      }
      case "limit" -> {
        double most = number();
        if (most < 1 || most > MAX_LIMIT) {
          throw wrong("limit is 1 to " + MAX_LIMIT);
        }
        yield new Command.Limit((int) most);
      }
      default -> throw wrong("no command " + word);
    };
  }

  private Command parse() {
    Expression operand = field();
    Pattern pattern = regex();
    List<String> groups = new ArrayList<>();
    Matcher names = GROUP.matcher(pattern.pattern());
    while (names.find()) {
      groups.add(names.group(1));
    }
    if (groups.isEmpty()) {
      throw wrong("parse with a pattern needs named groups");
    }
    return new Command.Parse(operand, pattern, groups);
  }

  private List<Command.Named> columns(boolean aggregates) {
    List<Command.Named> columns = new ArrayList<>();
    do {
      Expression expression = expression();
      String alias = takesWord("as") ? word() : null;
      if (aggregates && alias == null) {
        throw wrong("a result without a name");
      }
      columns.add(new Command.Named(expression, alias));
    } while (takes(","));
    return columns;
  }

  private Expression expression() {
    Expression left = conjunction();
    while (takesWord("or")) {
      left = new Expression.Binary("or", left, conjunction());
    }
    return left;
  }

  private Expression conjunction() {
    Expression left = negation();
    while (takesWord("and")) {
      left = new Expression.Binary("and", left, negation());
    }
    return left;
  }

  private Expression negation() {
    return takesWord("not") ? new Expression.Not(negation()) : comparison();
  }

  private Expression comparison() {
    Expression left = sum();
    if (takesWord("like")) {
      return new Expression.Matches(left, regex());
    }
    if (takesWord("in")) {
      return new Expression.OneOf(left, list());
    }
    String operator = take(COMPARISON);
    return operator == null ? left : new Expression.Binary(operator, left, sum());
  }

  private Expression sum() {
    Expression left = product();
    for (String operator = take("+-"); operator != null; operator = take("+-")) {
      left = new Expression.Binary(operator, left, product());
    }
    return left;
  }

  private Expression product() {
    Expression left = primary();
    for (String operator = take("*/%"); operator != null; operator = take("*/%")) {
      left = new Expression.Binary(operator, left, primary());
    }
    return left;
  }

  private Expression primary() {
    if (takes("(")) {
      Expression inner = expression();
      expect(")");
      return inner;
    }
    Matcher string = match(TEXT);
    if (string != null) {
      return new Expression.Literal(string.group(1) == null ? string.group(2) : string.group(1));
    }
    Matcher number = match(NUMBER);
    if (number != null) {
      return new Expression.Literal(Double.valueOf(number.group()));
    }
    int start = at;
    Matcher name = match(NAME);
    if (name != null && takes("(")) {
      return call(name.group());
    }
    at = start;
    return field();
  }

  private Expression call(String name) {
    Function function = Function.named(name);
    if (function == null) {
      throw wrong("no function " + name);
    }
    List<Expression> arguments = new ArrayList<>();
    if (function == Function.BIN) {
      Matcher period = match(PERIOD);
      if (period == null) {
        throw wrong("bin needs a period, as 5m");
      }
      arguments.add(new Expression.Field("@timestamp"));
      arguments.add(new Expression.Literal(millis(period)));
    } else if (!(function == Function.COUNT && takes("*"))) {
      do {
        arguments.add(expression());
      } while (takes(","));
    }
    expect(")");
    if (!function.takes(arguments.size())) {
      throw wrong(name + " does not take " + arguments.size() + " arguments");
    }
    return new Expression.Call(function, arguments);
  }

  private static double millis(Matcher period) {
    long seconds =
        switch (period.group(2)) {
          case "s" -> 1;
          case "m" -> 60;
          case "h" -> 3_600;
          default -> 86_400;
        };
    return 1_000.0 * seconds * Long.parseLong(period.group(1));
  }

  private List<Expression> list() {
    expect("[");
    List<Expression> choices = new ArrayList<>();
    do {
      choices.add(primary());
    } while (takes(","));
    expect("]");
    return choices;
  }

  private Expression field() {
    Matcher quoted = match(QUOTED_NAME);
    if (quoted != null) {
      return new Expression.Field(quoted.group(1));
    }
    Matcher name = match(NAME);
    if (name == null) {
      throw wrong("expected a field");
    }
    return new Expression.Field(name.group());
  }

  private Pattern regex() {
    Matcher regex = match(REGEX);
    if (regex == null) {
      throw wrong("expected /a pattern/");
    }
    try {
      return Pattern.compile(regex.group(1));
    } catch (PatternSyntaxException e) {
      throw wrong(e.getDescription());
    }
  }

  private double number() {
    Matcher number = match(NUMBER);
    if (number == null) {
      throw wrong("expected a number");
    }
    return Double.parseDouble(number.group());
  }

  private String word() {
    Matcher word = match(NAME);
    if (word == null) {
      throw wrong("expected a word");
    }
    return word.group();
  }

  private boolean takesWord(String expected) {
    int start = at;
    Matcher word = match(NAME);
    if (word != null && word.group().equalsIgnoreCase(expected)) {
      return true;
    }
    at = start;
    return false;
  }

  private boolean takes(String symbol) {
    skip();
    if (text.startsWith(symbol, at)) {
      at += symbol.length();
      return true;
    }
    return false;
  }

  private void expect(String symbol) {
    if (!takes(symbol)) {
      throw wrong("expected " + symbol);
    }
  }

  private @Nullable String take(String symbols) {
    skip();
    if (at < text.length() && symbols.indexOf(text.charAt(at)) >= 0) {
      return String.valueOf(text.charAt(at++));
    }
    return null;
  }

  private @Nullable String take(Pattern pattern) {
    Matcher found = match(pattern);
    return found == null ? null : found.group();
  }

  private @Nullable Matcher match(Pattern pattern) {
    skip();
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (matcher.lookingAt()) {
      at = matcher.end();
      return matcher;
    }
    return null;
  }

  private void skip() {
    Matcher blank = BLANK.matcher(text).region(at, text.length());
    if (blank.lookingAt()) {
      at = blank.end();
    }
  }

  private InsightsException wrong(String reason) {
    String rest = text.substring(at, Math.min(text.length(), at + 30));
    return new InsightsException(reason + " at character " + (at + 1) + ", before: " + rest);
  }
}
