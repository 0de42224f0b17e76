package io.ringtail.console.watch;

/**
 * Numbers of a process that have not been seen.
 *
 * @param from the first of them
 * @param to the last of them
 * @param fromMillis timestamp of the event before
 * @param toMillis timestamp of the event after
 */
public record Gap(String process, long from, long to, long fromMillis, long toMillis) {
  public long missing() {
    return to - from + 1;
  }
}
