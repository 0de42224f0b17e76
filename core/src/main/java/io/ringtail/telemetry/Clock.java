package io.ringtail.telemetry;

/** Time, so that tests can move it. Threading: safe. */
public interface Clock {
  /** The machine's clocks. */
  Clock SYSTEM =
      new Clock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public long epochMillis() {
          return System.currentTimeMillis();
        }
      };

  /** Monotonic, in nanoseconds, from an arbitrary start. */
  long nanoTime();

  /** Wall clock, in milliseconds since 1970-01-01T00:00:00Z; may jump. */
  long epochMillis();
}
