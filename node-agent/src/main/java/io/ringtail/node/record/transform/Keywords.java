package io.ringtail.node.record.transform;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Queue;

/**
 * Finds out whether one of many words is in a text, in one pass, whatever the case of its letters:
 * the automaton of Aho and Corasick. Threading: safe. Allocates: nothing.
 */
final class Keywords {
  private static final int BYTES = 256;
  private static final short NONE = -1;

  /** Where a word ends. */
  private static final short FOUND = Short.MAX_VALUE;

  /** For each state, the next one for each byte. */
  private final short[] next;

  /**
   * @param words ASCII, none empty
   */
  Keywords(Collection<String> words) {
    List<short[]> states = new ArrayList<>();
    states.add(emptyState());
    for (String word : words) {
      add(states, word.toLowerCase(Locale.ROOT).getBytes(US_ASCII));
    }
    follow(states);
    next = new short[states.size() * BYTES];
    for (int state = 0; state < states.size(); state++) {
      short[] transitions = states.get(state);
      for (int b = 0; b < BYTES; b++) {
        next[state * BYTES + b] = transitions[b >= 'A' && b <= 'Z' ? b + 32 : b];
      }
    }
  }

  boolean anyIn(byte[] text, int from, int to) {
    int state = 0;
    for (int i = from; i < to; i++) {
      state = next[state * BYTES + (text[i] & 0xff)];
      if (state == FOUND) {
        return true;
      }
    }
    return false;
  }

  private static void add(List<short[]> states, byte[] word) {
    int state = 0;
    for (int i = 0; i < word.length; i++) {
      short[] transitions = states.get(state);
      if (transitions[word[i]] == FOUND) {
        return;
      }
      if (i == word.length - 1) {
        transitions[word[i]] = FOUND;
      } else {
        if (transitions[word[i]] == NONE) {
          transitions[word[i]] = (short) states.size();
          states.add(emptyState());
        }
        state = transitions[word[i]];
      }
    }
  }

  /** Where a state has no way on, goes on as the longest ending of what was read would. */
  private static void follow(List<short[]> states) {
    int[] fallback = new int[states.size()];
    Queue<Integer> queue = new ArrayDeque<>(List.of(0));
    while (!queue.isEmpty()) {
      int state = queue.remove();
      short[] own = states.get(state);
      short[] other = states.get(fallback[state]);
      for (int b = 0; b < BYTES; b++) {
        short instead = state == 0 ? 0 : other[b];
        if (own[b] == NONE || instead == FOUND) {
          own[b] = instead;
        } else if (own[b] != FOUND) {
          fallback[own[b]] = state == 0 ? 0 : instead;
          queue.add((int) own[b]);
        }
      }
    }
  }

  private static short[] emptyState() {
    short[] transitions = new short[BYTES];
    Arrays.fill(transitions, NONE);
    return transitions;
  }
}
