package io.ringtail.sink;

/** What becomes of records that the destination denies, or does not take before the end. */
public sealed interface Fallback {
  /** They go to the process's stdout, where the node agent finds them. */
  record Stdout(JsonLines lines) implements Fallback {}

  /** They stay where they came from, in files that will be read again. */
  record Files() implements Fallback {}

  /** They wait as long as there is room, and are given up at the end: another sink has them. */
  record Nothing() implements Fallback {}

  Fallback FILES = new Files();
  Fallback NOTHING = new Nothing();
}
