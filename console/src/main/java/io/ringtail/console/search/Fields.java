package io.ringtail.console.search;

import io.ringtail.console.event.Fold;
import io.ringtail.console.event.Leaf;
import org.apache.lucene.util.BytesRef;

/** The fields of the Lucene documents, one document per event. */
final class Fields {
  /** Words of the message, with positions. */
  static final String MESSAGE = "m";

  /** Words of all other values, with positions. */
  static final String WORDS = "w";

  /** Terms: the series, and {@code path NUL value} of each keyword in lower case. */
  static final String TERMS = "f";

  /** Column: timestamp in ms since the epoch. */
  static final String TIME = "t";

  /** Column: number of the series. */
  static final String SERIES = "s";

  /** Column: where the event stands in the store, see {@link #position}. */
  static final String POSITION = "p";

  /** A block holds no more events than fit its bytes. */
  private static final int INDEX_BITS = 14;

  private Fields() {}

  static long position(long arrival, int index) {
    return arrival << INDEX_BITS | index;
  }

  static long arrival(long position) {
    return position >>> INDEX_BITS;
  }

  static int index(long position) {
    return (int) (position & ((1 << INDEX_BITS) - 1));
  }

  /** No path begins with NUL. */
  static void seriesTerm(int number, BytesRef target) {
    target.bytes[target.offset] = 0;
    target.bytes[target.offset + 1] = (byte) (number >>> 24);
    target.bytes[target.offset + 2] = (byte) (number >>> 16);
    target.bytes[target.offset + 3] = (byte) (number >>> 8);
    target.bytes[target.offset + 4] = (byte) number;
    target.length = 5;
  }

  static BytesRef seriesTerm(int number) {
    BytesRef term = new BytesRef(5);
    seriesTerm(number, term);
    return term;
  }

  static BytesRef keywordTerm(Leaf keyword) {
    return keywordTerm(keyword.name(), Fold.lower(keyword.value()));
  }

  static BytesRef keywordTerm(String path, String folded) {
    return new BytesRef(path + '\0' + folded);
  }
}
