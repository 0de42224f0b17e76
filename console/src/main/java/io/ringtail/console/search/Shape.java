package io.ringtail.console.search;

import io.ringtail.console.event.Leaf;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names of an event's fields and how each can be found.
 *
 * @param kinds by name, a sum of the constants
 */
record Shape(Map<String, Integer> kinds) {
  static final int KEYWORD = 1;
  static final int TEXT = 2;
  static final int NUMBER = 4;
  static final int HIDDEN = 8;

  /** A number for which the index had no column left. */
  static final int LOOSE_NUMBER = 16;

  /** Of events whose fields were too various to be noted: any field may be there. */
  static final String UNKNOWN_NAME = "\0";

  /** Beside the fields of events that have no message: all of such an event is shown as one. */
  static final String NO_MESSAGE_NAME = "\1";

  static final Shape UNKNOWN = new Shape(Map.of(UNKNOWN_NAME, 0));

  Shape {
    kinds = Map.copyOf(kinds);
  }

  static Shape of(Map<String, Integer> kinds) {
    return new Shape(new TreeMap<>(kinds));
  }

  static int kind(Leaf leaf) {
    return switch (leaf.kind()) {
      case KEYWORD -> KEYWORD;
      case TEXT -> TEXT;
      case NUMBER -> NUMBER;
      case HIDDEN -> HIDDEN;
    };
  }

  boolean has(String name, int kind) {
    return (kinds.getOrDefault(name, 0) & kind) != 0;
  }

  boolean isUnknown() {
    return equals(UNKNOWN);
  }

  /** Whether all of the event is its message, or may be. */
  boolean isAllMessage() {
    return has(NO_MESSAGE_NAME) || isUnknown();
  }

  boolean has(String name) {
    return kinds.containsKey(name);
  }
}
