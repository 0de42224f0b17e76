package io.ringtail.console.cli.output;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A colour for each pod: the same at each start, as long as no other pod in sight has it.
 *
 * <p>Threading: one thread.
 */
final class Palette {
  /** No red and yellow, which are those of levels. */
  private static final String[] COLOURS = {
    "36",
    "32",
    "35",
    "34",
    "96",
    "92",
    "95",
    "94",
    "38;5;208",
    "38;5;141",
    "38;5;73",
    "38;5;179",
    "38;5;175",
    "38;5;113",
  };

  private static final int MAX_REMEMBERED = 1_000;

  private final Map<String, Integer> colours =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          if (size() <= MAX_REMEMBERED) {
            return false;
          }
          uses[eldest.getValue()]--;
          return true;
        }
      };
  private final int[] uses = new int[COLOURS.length];

  /** As the parameter of an SGR sequence. */
  String of(String pod) {
    Integer known = colours.get(pod);
    if (known == null) {
      known = choose(pod);
      uses[known]++;
      colours.put(pod, known);
    }
    return COLOURS[known];
  }

  /** Its own if that is free, else the next of those that are used least. */
  private int choose(String pod) {
    int own = Math.floorMod((pod.hashCode() * 0x9E3779B9) >>> 7, COLOURS.length);
    int best = own;
    for (int i = 1; i < COLOURS.length; i++) {
      int other = (own + i) % COLOURS.length;
      if (uses[other] < uses[best]) {
        best = other;
      }
    }
    return best;
  }
}
