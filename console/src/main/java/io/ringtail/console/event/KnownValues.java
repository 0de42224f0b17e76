package io.ringtail.console.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of a field that come again and again, so that a logger's name is not taken apart with
 * each of its events. Each has one place, which the next of the same hash takes; where hardly any
 * value comes again, none is kept.
 *
 * <p>Threading: one thread.
 */
final class KnownValues {
  private static final int PLACES = 128;
  private static final int MAX_BYTES = 128;

  /** As many misses in vain, and no more are kept. */
  private static final int MAX_CREDIT = 1_024;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final class Known {
    final byte[] utf8;
    final Leaf leaf;

    Known(byte[] utf8, Leaf leaf) {
      this.utf8 = utf8;
      this.leaf = leaf;
    }
  }

  private final FieldPath path;
  private @Nullable Known @Nullable [] places;
  private int credit = MAX_CREDIT;

  KnownValues(FieldPath path) {
    this.path = path;
  }

  /** The field with this value. */
  Leaf leaf(byte[] utf8, int from, int to) {
    if (credit <= 0 || to - from > MAX_BYTES) {
      return made(path, utf8, from, to);
    }
    @Nullable Known[] present = places;
    if (present == null) {
      present = new Known[PLACES];
      places = present;
    }
    int place = hash(utf8, from, to) & (PLACES - 1);
    Known known = present[place];
    if (known != null && Arrays.equals(utf8, from, to, known.utf8, 0, known.utf8.length)) {
      credit = Math.min(MAX_CREDIT, credit + 1);
      return known.leaf;
    }
    Leaf leaf = made(path, utf8, from, to);
    if (--credit > 0) {
      present[place] = new Known(Arrays.copyOfRange(utf8, from, to), leaf);
    } else {
      places = null;
    }
    return leaf;
  }

  static Leaf made(FieldPath path, byte[] utf8, int from, int to) {
    return Leaf.string(path, new String(utf8, from, to - from, StandardCharsets.UTF_8));
  }

  /** Of its length and both ends: values of a field mostly differ there. */
  private static int hash(byte[] utf8, int from, int to) {
    int length = to - from;
    long hash = length;
    if (length >= Long.BYTES) {
      hash += (long) LONG.get(utf8, from) * 31 + (long) LONG.get(utf8, to - Long.BYTES);
    } else {
      for (int i = from; i < to; i++) {
        hash = hash * 31 + utf8[i];
      }
    }
    hash *= 0x9E3779B97F4A7C15L;
    return (int) (hash >>> 40);
  }
}
