package io.ringtail.telemetry;

/**
 * Keeps whatever the one that is told throws, an Error too: a word about a fault must not become
 * the next one.
 *
 * <p>Threading: as {@code next}.
 */
public record UnfailingNotices(Notices next) implements Notices {
  public static Notices of(Notices notices) {
    return notices instanceof UnfailingNotices ? notices : new UnfailingNotices(notices);
  }

  @Override
  public void tell(Weight weight, String key, String text) {
    try {
      next.tell(weight, key, text);
    } catch (Throwable e) {
      // Nobody is left to tell.
    }
  }
}
