package io.ringtail.console.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringtail.console.event.EventReader;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "a AND; 5; 0; ends where",
        "a OR OR b; 5; 2; OR stands between two terms",
        "AND a; 0; 3; AND stands between two terms",
        "(a; 0; 1; never closed",
        "a b); 3; 1; closes nothing",
        "a (); 2; 2; nothing between",
        "NOT; 3; 0; ends where",
        "a \"b c; 2; 4; never closed",
        "/a b; 0; 4; never closed",
        "a /b(/; 2; 4; not valid",
        "//; 0; 2; empty",
        "level:; 5; 1; level:* finds",
        "level: error; 5; 1; a value was expected",
        "level:(a OR b); 6; 1; level:one OR level:two",
        "kv.n>; 4; 1; a number was expected after kv.n>",
        "kv.n>=; 4; 2; a number was expected after kv.n>=",
        "kv.n>1x; 5; 2; '1x' is not a number",
        "kv.n<NaN; 5; 3; 'NaN' is not a number",
        "time>yesterday; 5; 9; is not a time",
        ">5; 0; 1; begins with a field",
        "a*b; 1; 1; end of a word",
        "field:a*b; 7; 1; end of a word",
        "a !!!; 2; 3; no letter or digit",
      })
  void tellsThePlaceAndTheReason(String query, int position, int length, String reason) {
    QueryException problem =
        catchThrowableOfType(QueryException.class, () -> QueryParser.parse(query));
    assertThat(problem).as(query).isNotNull();
    assertThat(problem.getMessage()).as(query).contains(reason);
    assertThat(problem.position()).as(query).isEqualTo(position);
    assertThat(problem.length()).as(query).isEqualTo(length);
  }

  @Test
  void boundsWhatItTakes() {
    for (String tooMuch : List.of("a".repeat(9_000), "(".repeat(60) + "a", "a ".repeat(300))) {
      assertThat(catchThrowableOfType(QueryException.class, () -> QueryParser.parse(tooMuch)))
          .isNotNull();
    }
  }

  @Test
  void bindsAndTighterThanOr() throws Exception {
    assertThat(QueryParser.parse("a b OR c AND NOT d"))
        .isEqualTo(QueryParser.parse("(a AND b) OR (c (-d))"));
    assertThat(QueryParser.parse("  ")).isEqualTo(new Query.All());
    assertThat(QueryParser.parse("*")).isEqualTo(new Query.All());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/var/log/messages",
        "http://host:80/x",
        "12:30:45",
        "a=b",
        "user@example.com",
        "-",
        "C#",
        "order-17",
        "a:b:c"
      })
  void takesWhatPeoplePaste(String text) throws Exception {
    if (text.equals("-")) {
      assertThat(catchThrowableOfType(QueryException.class, () -> QueryParser.parse(text)))
          .hasMessageContaining("no letter or digit");
    } else {
      assertThat(QueryParser.parse(text)).isInstanceOf(Query.Text.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "group:/aws/containerinsights/x/application, group",
    "group:/aws, group",
    "logStream:a/b/c, logStream",
    "path:/api/users, path"
  })
  void takesPathsForPaths(String query, String field) throws Exception {
    assertThat(QueryParser.parse(query))
        .isInstanceOfSatisfying(
            Query.Text.class, text -> assertThat(text.field()).isEqualTo(field));
  }

  @Provide
  Arbitrary<String> scribble() {
    return Arbitraries.of(
            "a", "AND", "OR", "NOT", "-", "(", ")", "\"", "/", ":", ">", "<=", "*", " ", " ", "\\",
            "level:", "é", "日", "17", "[", "\u0000", "😀")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 2_000)
  void neverFailsOtherwiseAndPointsIntoTheQuery(@ForAll("scribble") String text) {
    try {
      Query query = QueryParser.parse(text);
      // What is understood can be carried out.
      boolean unused = Matcher.matches(query, new EventReader().read("g", "s", "a 17 日"), 1);
    } catch (QueryException e) {
      assertThat(e.position()).isBetween(0, text.length());
      assertThat(e.length()).isBetween(0, text.length() - e.position());
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Property(tries = 500)
  void quotedTextFindsItself(@ForAll String text) throws Exception {
    String quoted = "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    try {
      Query query = QueryParser.parse(quoted);
      assertThat(Matcher.matches(query, new EventReader().read("g", "s", "- " + text + " -"), 1))
          .isTrue();
    } catch (QueryException e) {
      assertThat(e.getMessage()).containsAnyOf("no letter or digit", "at most 8192");
    }
  }
}
