package io.ringtail.agent.pack;

import io.ringtail.agent.pack.CentralDirectory.Place;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Writes what {@code io.ringtail.premain.PackedFiles} reads; there its format is described. */
final class IndexBytes {
  private static final long MAGIC = 0x72696e677461_33L;
  private static final int BUCKET_BITS = 13;
  private static final int HEADER_BYTES = 8 + 8;
  private static final int BUCKETS_BYTES = 4 << BUCKET_BITS;
  private static final int ENTRY_BYTES = 5 * 4;
  private static final int FOOTER_BYTES = 4;
  private static final String CLASS_FILE = ".class";

  private IndexBytes() {}

  static int length(byte[] inner) {
    return length(CentralDirectory.of(inner).size());
  }

  private static int length(int files) {
    return HEADER_BYTES + BUCKETS_BYTES + ENTRY_BYTES * files + FOOTER_BYTES;
  }

  /**
   * @param innerAt where the inner jar begins in the outer
   * @param outerBytes how long the outer is
   */
  static byte[] of(byte[] inner, long innerAt, long outerBytes) {
    // By hash, unsigned: so those of a bucket are together.
    Map<Long, Place> byKey = new TreeMap<>();
    for (Map.Entry<String, Place> file : CentralDirectory.of(inner).entrySet()) {
      if (byKey.put(key(file.getKey()), file.getValue()) != null) {
        throw new IllegalStateException("another file has hash and length of " + file.getKey());
      }
    }
    ByteBuffer index = ByteBuffer.allocate(length(byKey.size()));
    index.putLong(MAGIC).putLong(outerBytes);
    int[] ends = new int[1 << BUCKET_BITS];
    byKey.keySet().forEach(key -> ends[(int) (key >>> (64 - BUCKET_BITS - 1))] += ENTRY_BYTES);
    int end = 0;
    for (int inBucket : ends) {
      end += inBucket;
      index.putInt(end);
    }
    for (Map.Entry<Long, Place> file : byKey.entrySet()) {
      long key = file.getKey();
      index.putInt((int) (key >>> 31)).putInt((int) (key & Integer.MAX_VALUE));
      index.putInt((int) (innerAt + file.getValue().dataAt()));
      index.putInt(file.getValue().packedBytes()).putInt(file.getValue().bytes());
    }
    index.putInt(index.capacity());
    return index.array();
  }

  /** The hash, unsigned, above the length. */
  private static long key(String file) {
    String name =
        file.endsWith(CLASS_FILE)
            ? file.substring(0, file.length() - CLASS_FILE.length()).replace('/', '.')
            : file;
    return (name.hashCode() & 0xffffffffL) << 31 | name.length();
  }
}
