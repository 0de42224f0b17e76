package io.ringtail.agent.pack;

import io.ringtail.agent.pack.CentralDirectory.Place;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Writes what {@code io.ringtail.premain.PackedFiles} reads; there its format is described. */
final class IndexBytes {
  private static final long MAGIC = 0x72696e677461_31L;
  private static final int HEADER_BYTES = 8 + 8 + 4;
  private static final int ENTRY_BYTES = 8 + 4 + 4 + 4;

  private IndexBytes() {}

  static int length(byte[] inner) {
    return HEADER_BYTES + ENTRY_BYTES * CentralDirectory.of(inner).size();
  }

  /**
   * @param innerAt where the inner jar begins in the outer
   * @param outerBytes how long the outer is
   */
  static byte[] of(byte[] inner, long innerAt, long outerBytes) {
    Map<Long, Place> byHash = new TreeMap<>();
    for (Map.Entry<String, Place> file : CentralDirectory.of(inner).entrySet()) {
      if (byHash.put(hash(file.getKey()), file.getValue()) != null) {
        throw new IllegalStateException("another file has the hash of " + file.getKey());
      }
    }
    ByteBuffer index = ByteBuffer.allocate(HEADER_BYTES + ENTRY_BYTES * byHash.size());
    index.putLong(MAGIC).putLong(outerBytes).putInt(byHash.size());
    for (Map.Entry<Long, Place> file : byHash.entrySet()) {
      index.putLong(file.getKey()).putInt((int) (innerAt + file.getValue().dataAt()));
      index.putInt(file.getValue().packedBytes()).putInt(file.getValue().bytes());
    }
    return index.array();
  }

  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
