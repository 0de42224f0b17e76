package io.ringtail.node.config;

import com.google.re2j.Pattern;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One change to the entries that {@code when} selects. Fields are named by dotted paths. */
public sealed interface TransformConfig {
  Selector when();

  /** Makes fields of the text. */
  record Parse(Selector when, String parser) implements TransformConfig {}

  /**
   * Gives fields other names.
   *
   * @param names the old name to the new
   */
  record Rename(Selector when, Map<String, String> names) implements TransformConfig {
    public Rename {
      names = Map.copyOf(names);
    }
  }

  /** Leaves out all fields but these. */
  record Keep(Selector when, List<String> fields) implements TransformConfig {
    public Keep {
      fields = List.copyOf(fields);
    }
  }

  /** Leaves out these fields. */
  record Remove(Selector when, List<String> fields) implements TransformConfig {
    public Remove {
      fields = List.copyOf(fields);
    }
  }

  /** Adds fields with constant values, in this order. */
  record Add(Selector when, Map<String, String> fields) implements TransformConfig {
    public Add {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /**
   * Sends only entries whose field matches, or only those whose field does not.
   *
   * @param exclude whether those that match are left out
   */
  record Grep(Selector when, String field, Pattern pattern, boolean exclude)
      implements TransformConfig {}

  /**
   * Replaces what must not be seen, in the text and in every field of text.
   *
   * @param builtIn names of ready patterns: `card`, `token`, `email`
   * @param patterns further ones
   */
  record Redact(Selector when, List<String> builtIn, List<Pattern> patterns, String replacement)
      implements TransformConfig {
    public Redact {
      builtIn = List.copyOf(builtIn);
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * Lets so many entries through; the others are dropped, counted and told.
   *
   * @param per each pod, or all pods of a namespace together
   */
  record RateLimit(Selector when, double entriesPerSecond, long burst, Scope per)
      implements TransformConfig {}

  /**
   * Lets one entry in so many through.
   *
   * @param keepOneIn 1 and more
   */
  record Sample(Selector when, int keepOneIn) implements TransformConfig {}

  /** Whose entries count together. */
  enum Scope {
    POD,
    NAMESPACE
  }
}
