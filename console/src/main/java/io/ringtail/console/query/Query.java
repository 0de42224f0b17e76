package io.ringtail.console.query;

import com.google.re2j.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is searched for. */
public sealed interface Query {
  /** Everything: an empty query. */
  record All() implements Query {}

  record And(List<Query> all) implements Query {
    public And {
      all = List.copyOf(all);
    }
  }

  record Or(List<Query> any) implements Query {
    public Or {
      any = List.copyOf(any);
    }
  }

  record Not(Query excluded) implements Query {}

  /**
   * Words in sequence, or a value as a whole.
   *
   * @param field null for any field
   * @param text in lower case
   * @param words of the text; may be empty where there is a field
   * @param prefix whether the last word, or the value, may go on
   */
  record Text(@Nullable String field, String text, List<String> words, boolean prefix)
      implements Query {
    public Text {
      words = List.copyOf(words);
    }
  }

  /** The event has the field. */
  record Exists(String field) implements Query {}

  /** The field is a number that stands so to {@code value}. */
  record Compare(String field, Comparison comparison, double value) implements Query {}

  /**
   * @param field null for the message
   */
  record Regex(@Nullable String field, Pattern pattern) implements Query {}

  /** How a field's number stands to the one given. */
  enum Comparison {
    ABOVE(">"),
    AT_LEAST(">="),
    BELOW("<"),
    AT_MOST("<=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    public boolean holds(double number, double value) {
      return switch (this) {
        case ABOVE -> number > value;
        case AT_LEAST -> number >= value;
        case BELOW -> number < value;
        case AT_MOST -> number <= value;
      };
    }
  }
}
