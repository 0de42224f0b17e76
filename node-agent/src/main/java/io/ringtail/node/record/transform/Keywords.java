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
 * Finds out whether one of many words is in a text, or a name with a value, in one pass, whatever
 * the case of the letters: the automaton of Aho and Corasick.
 *
 * <p>Threading: safe. Allocates: nothing.
 */
final class Keywords {
  private static final int BYTES = 256;
  private static final short NONE = -1;

  /** Where a word ends. */
  private static final short WORD = Short.MAX_VALUE;

  /** Where the part of a name ends that is looked for. */
  private static final short NAME = Short.MAX_VALUE - 1;

  /** For each state, the next one for each byte. */
  private final short[] next;

  /**
   * @param words ASCII, none empty
   * @param names likewise; found only where {@code =} or {@code :} follows
   */
  Keywords(Collection<String> words, Collection<String> names) {
    List<short[]> states = new ArrayList<>();
    states.add(emptyState());
    words.forEach(word -> add(states, word, WORD));
    names.forEach(name -> add(states, name, NAME));
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
      if (state >= NAME) {
        if (state == WORD || hasValue(text, i + 1, to)) {
          return true;
        }
        state = 0;
      }
    }
    return false;
  }

  /** Whether the name that goes on at {@code from} is followed by a value. */
  private static boolean hasValue(byte[] text, int from, int to) {
    int at = from;
    while (at < to && isOfName(text[at])) {
      at++;
    }
    while (at < to && (text[at] <= ' ' || isQuote(text[at]))) {
      at++;
    }
    return at < to && (text[at] == '=' || text[at] == ':');
  }

  private static boolean isOfName(byte b) {
    return (b >= '0' && b <= '9')
        || (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || b == '_'
        || b == '-'
        || b == '.';
  }

  private static boolean isQuote(byte b) {
    return b == '"' || b == '\'' || b == '\\';
  }

  private static void add(List<short[]> states, String text, short end) {
    byte[] word = text.toLowerCase(Locale.ROOT).getBytes(US_ASCII);
    int state = 0;
    for (int i = 0; i < word.length; i++) {
      short[] transitions = states.get(state);
      if (transitions[word[i]] >= NAME) {
        return;
      }
      if (i == word.length - 1) {
        transitions[word[i]] = end;
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
        if (own[b] == NONE || instead >= NAME) {
          own[b] = instead;
        } else if (own[b] < NAME) {
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
