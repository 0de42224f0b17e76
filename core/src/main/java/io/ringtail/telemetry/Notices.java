package io.ringtail.telemetry;

/**
 * Where we speak of ourselves: never through the program's logger.
 *
 * <p>Threading: safe. Implementations must neither block nor throw.
 */
public interface Notices {
  /** How much a reader should care. */
  enum Weight {
    INFO,
    WARNING,
    ERROR
  }

  /**
   * Tells {@code text}, unless {@code key} was told before.
   *
   * @param key names the problem; the same key is told once, then only counted
   */
  void tell(Weight weight, String key, String text);
}
