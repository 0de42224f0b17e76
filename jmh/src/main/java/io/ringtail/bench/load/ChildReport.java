package io.ringtail.bench.load;

import java.util.Properties;

/**
 * What a sending process said about itself, and what the operating system says about it.
 *
 * @param cpuNanos CPU time of the whole process, from its start to its exit
 * @param isOutOfMemory whether an OutOfMemoryError ended it; then it said nothing
 */
record ChildReport(ChildSpec spec, long cpuNanos, Properties values, boolean isOutOfMemory) {
  static ChildReport outOfMemory(ChildSpec spec, long cpuNanos) {
    return new ChildReport(spec, cpuNanos, new Properties(), true);
  }

  boolean has(String name) {
    return values.getProperty(name) != null;
  }

  long number(String name) {
    String value = values.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("the child did not report " + name);
    }
    return Long.parseLong(value);
  }

  String text(String name) {
    return values.getProperty(name, "");
  }

  /** Records that Ringtail wrote itself: it counts them as captured. */
  long ringtailOwn() {
    return number("ringtail.captured") - spec.events();
  }
}
