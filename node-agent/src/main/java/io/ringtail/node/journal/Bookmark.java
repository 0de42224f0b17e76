package io.ringtail.node.journal;

import org.jspecify.annotations.Nullable;

/** A place in the journal between two entries: all before it is done with. */
sealed interface Bookmark {

  /** Before the oldest entry. */
  record Head() implements Bookmark {
    @Override
    public String text() {
      return HEAD;
    }
  }

  /**
   * Before the first entry of this second: kept until there is an entry to point at, so that a
   * restart in a quiet time leaves nothing out.
   */
  record Since(long epochSecond) implements Bookmark {
    @Override
    public String text() {
      return SINCE + epochSecond;
    }
  }

  /**
   * After the entry that journald calls so.
   *
   * @param cursor as __CURSOR has it
   */
  record After(String cursor) implements Bookmark {
    private static final String REALTIME_PART = ";t=";

    @Override
    public String text() {
      return AFTER + cursor;
    }

    /** Where to go on when this entry cannot be found: in the second in which it was received. */
    Bookmark fallback() {
      int from = cursor.indexOf(REALTIME_PART);
      if (from < 0) {
        return new Head();
      }
      from += REALTIME_PART.length();
      int to = cursor.indexOf(';', from);
      try {
        long micros = Long.parseLong(cursor, from, to < 0 ? cursor.length() : to, 16);
        return new Since(micros / 1_000_000);
      } catch (NumberFormatException e) {
        return new Head();
      }
    }
  }

  String HEAD = "head";
  String SINCE = "since ";
  String AFTER = "after ";

  /** What a checkpoint keeps. */
  String text();

  /** Null if a checkpoint cannot have been written by us. */
  static @Nullable Bookmark parse(String text) {
    if (text.equals(HEAD)) {
      return new Head();
    }
    if (text.startsWith(AFTER) && text.length() > AFTER.length()) {
      return new After(text.substring(AFTER.length()));
    }
    if (text.startsWith(SINCE)) {
      try {
        return new Since(Long.parseLong(text.substring(SINCE.length())));
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return null;
  }
}
