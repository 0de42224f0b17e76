package io.ringtail.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an option's text.
 *
 * @param value null where the default must be used
 * @param wrong what is wrong and what is legal; empty where all is well
 * @param outcome what happens now; null where the default is used
 */
public record Parsed<T>(@Nullable T value, List<String> wrong, @Nullable String outcome) {

  public Parsed {
    wrong = List.copyOf(wrong);
  }

  public static <T> Parsed<T> good(T value) {
    return new Parsed<>(value, List.of(), null);
  }

  public static <T> Parsed<T> bad(String wrong) {
    return new Parsed<>(null, List.of(wrong), null);
  }

  /** Usable, though not what was asked for. */
  public static <T> Parsed<T> mended(T value, List<String> wrong, String outcome) {
    return new Parsed<>(value, wrong, outcome);
  }
}
