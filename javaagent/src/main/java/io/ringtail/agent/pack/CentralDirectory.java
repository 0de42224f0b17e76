package io.ringtail.agent.pack;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the files of a zip begin.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE, 4.3.12</a>
 */
final class CentralDirectory {
  private static final int END_BYTES = 22;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int LOCAL_HEADER_BYTES = 30;

  /**
   * One file, as it lies there.
   *
   * @param dataAt where its bytes begin
   * @param packedBytes how many there are
   * @param bytes how many they are unpacked
   */
  record Place(long dataAt, int packedBytes, int bytes) {}

  private CentralDirectory() {}

  static Place placeOf(String name, byte[] zip) {
    Place place = of(zip).get(name);
    if (place == null) {
      throw new IllegalStateException("the zip has no " + name);
    }
    return place;
  }

  static Map<String, Place> of(byte[] zip) {
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int end = zip.length - END_BYTES;
    int count = bytes.getShort(end + 10) & 0xffff;
    int at = bytes.getInt(end + 16);
    Map<String, Place> places = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      if (bytes.getInt(at) != ENTRY_SIGNATURE) {
        throw new IllegalStateException("no entry " + i + " in the zip's directory");
      }
      int nameLength = bytes.getShort(at + 28) & 0xffff;
      int more = (bytes.getShort(at + 30) & 0xffff) + (bytes.getShort(at + 32) & 0xffff);
      int local = bytes.getInt(at + 42);
      int localMore = (bytes.getShort(local + 26) & 0xffff) + (bytes.getShort(local + 28) & 0xffff);
      places.put(
          new String(zip, at + 46, nameLength, StandardCharsets.UTF_8),
          new Place(
              local + LOCAL_HEADER_BYTES + localMore,
              bytes.getInt(at + 20),
              bytes.getInt(at + 24)));
      at += 46 + nameLength + more;
    }
    return places;
  }
}
