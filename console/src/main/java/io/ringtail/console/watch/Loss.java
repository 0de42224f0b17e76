package io.ringtail.console.watch;

/**
 * A record in which a sender says that it has lost events.
 *
 * @param process {@code pod/container}, or the log stream
 * @param events how many; 0 where the sender only knows bytes
 */
public record Loss(long millis, String process, long events, String reason, String text) {
  static final int MAX_TEXT_CHARS = 1_000;
}
