package io.ringtail.console.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.ringtail.console.event.Fold;
import io.ringtail.console.event.Words;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the search language:
 *
 * <pre>
 *   or      = and { "OR" and }
 *   and     = not { ["AND"] not }
 *   not     = { "NOT" | "-" } primary
 *   primary = "(" or ")" | /regex/ | "phrase" | word | word* | *
 *           | field:value | field:value* | field:"phrase" | field:/regex/ | field:*
 *           | field&gt;number | field&gt;=number | field&lt;number | field&lt;=number
 * </pre>
 */
public final class QueryParser {
  public static final int MAX_CHARS = 8_192;
  private static final int MAX_DEPTH = 50;
  private static final int MAX_TERMS = 200;

  private final String text;
  private int at;
  private int depth;
  private int terms;

  private QueryParser(String text) {
    this.text = text;
  }

  /** Throws {@link QueryException} with the place and the reason. */
  public static Query parse(String text) throws QueryException {
    if (text.length() > MAX_CHARS) {
      throw new QueryException(
          MAX_CHARS, text.length() - MAX_CHARS, "a query has at most " + MAX_CHARS + " characters");
    }
    QueryParser parser = new QueryParser(text);
    parser.skipSpace();
    if (parser.atEnd()) {
      return new Query.All();
    }
    Query query = parser.or();
    if (!parser.atEnd()) {
      // Only a parenthesis ends an expression early.
      throw parser.error(parser.at, 1, "this ) closes nothing: there is no ( before it");
    }
    return query;
  }

  private Query or() throws QueryException {
    List<Query> any = new ArrayList<>();
    any.add(and());
    while (takeKeyword("OR")) {
      any.add(and());
    }
    return any.size() == 1 ? any.get(0) : new Query.Or(any);
  }

  private Query and() throws QueryException {
    List<Query> all = new ArrayList<>();
    all.add(not());
    while (!atEnd() && peek() != ')' && !isKeyword("OR")) {
      takeKeyword("AND");
      all.add(not());
    }
    return all.size() == 1 ? all.get(0) : new Query.And(all);
  }

  private Query not() throws QueryException {
    skipSpace();
    int start = at;
    boolean dash = !atEnd() && peek() == '-' && at + 1 < text.length() && !isBreak(at + 1);
    if (dash) {
      at++;
    } else if (!takeKeyword("NOT")) {
      return primary();
    }
    enter(start);
    Query excluded = not();
    depth--;
    return new Query.Not(excluded);
  }

  private Query primary() throws QueryException {
    skipSpace();
    if (atEnd()) {
      throw error(at, 0, "the query ends where a word or a field was expected");
    }
    for (String keyword : List.of("AND", "OR")) {
      if (isKeyword(keyword)) {
        throw error(
            at,
            keyword.length(),
            keyword
                + " stands between two terms; write \""
                + keyword
                + "\" in quotes to search for the word");
      }
    }
    if (++terms > MAX_TERMS) {
      throw error(at, 1, "a query has at most " + MAX_TERMS + " terms");
    }
    Query query =
        switch (peek()) {
          case '(' -> group();
          case ')' -> throw error(at, 1, "a word or a field was expected before this )");
          case '"' -> phrase(null, at);
          case '/' -> regex(null);
          default -> term();
        };
    skipSpace();
    return query;
  }

  private Query group() throws QueryException {
    int start = at++;
    enter(start);
    skipSpace();
    if (!atEnd() && peek() == ')') {
      throw error(start, at + 1 - start, "there is nothing between these parentheses");
    }
    Query query = or();
    if (atEnd()) {
      throw error(start, 1, "this ( is never closed");
    }
    at++;
    depth--;
    return query;
  }

  private Query term() throws QueryException {
    int start = at;
    int end = start;
    while (end < text.length() && !isBreak(end) && !isOperator(end)) {
      end++;
    }
    if (end < text.length() && isOperator(end)) {
      if (end == start && text.charAt(end) != ':') {
        throw error(
            start, 1, "a comparison begins with a field: status" + text.charAt(end) + "400");
      }
      if (isFieldName(start, end) && !text.startsWith("//", end + 1)) {
        return field(text.substring(start, end), end);
      }
    }
    return word(null, start);
  }

  private Query field(String name, int operatorAt) throws QueryException {
    char operator = text.charAt(operatorAt);
    at = operatorAt + 1;
    if (operator != ':') {
      return comparison(name, operatorAt);
    }
    if (atEnd() || Character.isWhitespace(peek()) || peek() == ')') {
      throw error(
          operatorAt,
          1,
          "a value was expected after "
              + name
              + ":; "
              + name
              + ":* finds events that have the field");
    }
    return switch (peek()) {
      case '"' -> phrase(name, at);
      case '/' -> regex(name);
      case '(' ->
          throw error(
              at, 1, "a field takes one value; write (" + name + ":one OR " + name + ":two)");
      default -> word(name, at);
    };
  }

  private Query comparison(String field, int operatorAt) throws QueryException {
    boolean orEqual = !atEnd() && peek() == '=';
    if (orEqual) {
      at++;
    }
    int start = at;
    while (!atEnd() && !isBreak(at)) {
      at++;
    }
    String value = text.substring(start, at);
    boolean above = text.charAt(operatorAt) == '>';
    Query.Comparison comparison =
        above
            ? (orEqual ? Query.Comparison.AT_LEAST : Query.Comparison.ABOVE)
            : (orEqual ? Query.Comparison.AT_MOST : Query.Comparison.BELOW);
    if (value.isEmpty()) {
      throw error(
          operatorAt,
          start - operatorAt,
          "a number was expected after " + field + comparison.sign());
    }
    return new Query.Compare(field, comparison, number(field, value, start));
  }

  private double number(String field, String value, int start) throws QueryException {
    try {
      double number = Double.parseDouble(value);
      if (Character.isLetter(value.charAt(value.length() - 1))) {
        throw new NumberFormatException("Java's suffixes, NaN and Infinity are not for users");
      }
      return number;
    } catch (NumberFormatException e) {
      if (field.equals("time")) {
        try {
          return Instant.parse(value).toEpochMilli();
        } catch (DateTimeParseException notATime) {
          throw error(
              start,
              value.length(),
              "'" + value + "' is not a time; one is written 2026-11-28T02:00:00Z");
        }
      }
      throw error(
          start,
          value.length(),
          "'" + value + "' is not a number; quote the whole to search for it as words");
    }
  }

  private Query word(@Nullable String field, int start) throws QueryException {
    at = start;
    while (!atEnd() && !isBreak(at)) {
      at++;
    }
    String value = text.substring(start, at);
    int star = value.indexOf('*');
    if (star >= 0 && star < value.length() - 1) {
      throw error(
          start + star,
          1,
          "* stands at the end of a word; for more there is /regular expressions/");
    }
    if (star == 0) {
      return field == null ? new Query.All() : new Query.Exists(field);
    }
    return text(field, star < 0 ? value : value.substring(0, star), star > 0, start);
  }

  private Query phrase(@Nullable String field, int start) throws QueryException {
    StringBuilder value = new StringBuilder();
    at = start + 1;
    while (!atEnd() && peek() != '"') {
      if (peek() == '\\' && at + 1 < text.length() && isEscapable(text.charAt(at + 1))) {
        at++;
      }
      value.append(peek());
      at++;
    }
    if (atEnd()) {
      throw error(start, text.length() - start, "this quotation is never closed");
    }
    at++;
    return text(field, value.toString(), false, start);
  }

  private Query text(@Nullable String field, String value, boolean prefix, int start)
      throws QueryException {
    List<String> words = Words.of(value);
    if (words.isEmpty() && field == null) {
      throw error(
          start,
          at - start,
          "there is no letter or digit in this to search for; /regular expressions/ find any"
              + " character");
    }
    return new Query.Text(field, Fold.lower(value), words, prefix);
  }

  private Query regex(@Nullable String field) throws QueryException {
    int start = at++;
    StringBuilder pattern = new StringBuilder();
    while (!atEnd() && peek() != '/') {
      if (peek() == '\\' && at + 1 < text.length()) {
        if (text.charAt(at + 1) != '/') {
          pattern.append('\\');
        }
        at++;
      }
      pattern.append(peek());
      at++;
    }
    if (atEnd() && FieldNames.Label.GROUP.word().equals(field)) {
      // Names of groups begin with a slash.
      return word(field, start);
    }
    if (atEnd()) {
      throw error(
          start,
          text.length() - start,
          "this regular expression is never closed by a /; quote a path to search for it");
    }
    at++;
    if (!atEnd() && !isBreak(at)) {
      // A path, /var/log/messages say, goes on behind its second slash.
      return word(field, start);
    }
    if (pattern.length() == 0) {
      throw error(start, at - start, "this regular expression is empty");
    }
    try {
      return new Query.Regex(field, Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE));
    } catch (PatternSyntaxException e) {
      throw error(
          start,
          at - start,
          "this regular expression is not valid: "
              + e.getDescription()
              + (e.getPattern() == null || e.getPattern().isEmpty()
                  ? ""
                  : " in " + e.getPattern()));
    }
  }

  private void enter(int start) throws QueryException {
    if (++depth > MAX_DEPTH) {
      throw error(start, 1, "a query is at most " + MAX_DEPTH + " levels deep");
    }
  }

  private boolean takeKeyword(String keyword) {
    if (!isKeyword(keyword)) {
      return false;
    }
    at += keyword.length();
    skipSpace();
    return true;
  }

  private boolean isKeyword(String keyword) {
    skipSpace();
    int end = at + keyword.length();
    return text.startsWith(keyword, at) && (end == text.length() || isBreak(end));
  }

  private boolean isFieldName(int from, int to) {
    if (from == to) {
      return false;
    }
    char first = text.charAt(from);
    if (!Character.isLetter(first) && first != '_' && first != '@' && first != '$') {
      return false;
    }
    return text.indexOf('*', from) < 0 || text.indexOf('*', from) >= to;
  }

  private boolean isOperator(int index) {
    char c = text.charAt(index);
    return c == ':' || c == '>' || c == '<';
  }

  private boolean isBreak(int index) {
    char c = text.charAt(index);
    return Character.isWhitespace(c) || c == '(' || c == ')' || c == '"';
  }

  private static boolean isEscapable(char c) {
    return c == '"' || c == '\\';
  }

  private void skipSpace() {
    while (!atEnd() && Character.isWhitespace(peek())) {
      at++;
    }
  }

  private boolean atEnd() {
    return at >= text.length();
  }

  private char peek() {
    return text.charAt(at);
  }

  private QueryException error(int position, int length, String message) {
    return new QueryException(position, length, message);
  }
}
