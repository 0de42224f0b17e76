package io.ringtail.premain;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of the jar inside our jar, in place.
 *
 * <p>{@code inst/agent.jar} is stored, not compressed, and {@code inst/index} says where in the
 * outer file each of its files begins. So the JVM, which reads the list of the outer jar's files at
 * every start, finds a dozen there, not six thousand; and nothing is unpacked to disk.
 *
 * <p>Threading: safe.
 */
final class PackedFiles {
  /** Begins the index; the digit is the version of its format. */
  static final long MAGIC = 0x72696e677461_33L;

  /** How many bits of a key's hash say in which bucket it is. */
  static final int BUCKET_BITS = 13;

  /** Magic, length of the file. */
  static final int HEADER_BYTES = 8 + 8;

  /** Behind the header: where each bucket's entries end, counted from the first entry of all. */
  static final int BUCKETS_BYTES = 4 << BUCKET_BITS;

  /**
   * Hash of the key, its length, offset, compressed size, size; a bucket's are together. The key of
   * a class is its name, so that nothing has to be made of that while a program starts, not even
   * another hash; of other files their path.
   */
  static final int ENTRY_BYTES = 5 * 4;

  /** What of the index is behind its entries: its length. */
  static final int FOOTER_BYTES = 4;

  private static final long MAX_INDEX_BYTES = 1 << 24;

  /** The end of a zip without a comment, and where in it stands where its directory begins. */
  private static final int ZIP_END_BYTES = 22;

  private static final int ZIP_DIRECTORY_AT = 16;

  private static final String CLASS_FILE = ".class";

  private final RandomAccessFile file;
  private final byte[] index;

  /** Made when it is needed: what a program starts with is stored as it is. */
  private @Nullable Inflater inflater;

  private PackedFiles(RandomAccessFile file, byte[] index) {
    this.file = file;
    this.index = index;
  }

  /**
   * @throws IOException if {@code jar} is not one that our build has left as it is
   */
  static PackedFiles open(File jar) throws IOException {
    RandomAccessFile file = new RandomAccessFile(jar, "r");
    byte[] index = readIndex(file);
    PackedFiles files = new PackedFiles(file, index);
    if (index.length < HEADER_BYTES + BUCKETS_BYTES
        || files.longAt(0) != MAGIC
        || files.longAt(8) != file.length()) {
      file.close();
      throw new IOException(
          jar + " is not as it was built: repacked, merged into another jar, or cut short");
    }
    return files;
  }

  /**
   * The last of the outer jar's files, not compressed, and its last four bytes are its length; so
   * it is found without a look at the others. Empty if it is not there.
   */
  private static byte[] readIndex(RandomAccessFile file) throws IOException {
    byte[] none = {};
    long endAt = file.length() - ZIP_END_BYTES;
    if (endAt < 0) {
      return none;
    }
    long directoryAt = Integer.reverseBytes(readInt(file, endAt + ZIP_DIRECTORY_AT)) & 0xffffffffL;
    if (directoryAt < FOOTER_BYTES || directoryAt > endAt) {
      return none;
    }
    int length = readInt(file, directoryAt - FOOTER_BYTES);
    if (length < 0 || length > Math.min(directoryAt, MAX_INDEX_BYTES)) {
      return none;
    }
    byte[] index = new byte[length];
    file.seek(directoryAt - length);
    file.readFully(index);
    return index;
  }

  // Not by the method of that name: newer JDKs have VarHandles in it, 1 ms at this point.
  private static int readInt(RandomAccessFile file, long at) throws IOException {
    byte[] bytes = new byte[4];
    file.seek(at);
    file.readFully(bytes);
    return intAt(bytes, 0);
  }

  boolean contains(String name) {
    return find(key(name)) >= 0;
  }

  /** The file's bytes; null if there is no such file. */
  byte @Nullable [] read(String name) throws IOException {
    return readAt(find(key(name)), name);
  }

  /** The bytes of a class file; null if there is no such class. */
  byte @Nullable [] readClass(String className) throws IOException {
    return readAt(find(className), className);
  }

  private static String key(String file) {
    return file.endsWith(CLASS_FILE)
        ? file.substring(0, file.length() - CLASS_FILE.length()).replace('/', '.')
        : file;
  }

  private byte @Nullable [] readAt(int at, String name) throws IOException {
    if (at < 0) {
      return null;
    }
    byte[] packed = new byte[intAt(at + 12)];
    int length = intAt(at + 16);
    readAt(at, packed, packed.length);
    if (packed.length == length) {
      return packed;
    }
    return inflate(packed, length, name);
  }

  private synchronized byte[] inflate(byte[] packed, int length, String name) throws IOException {
    Inflater used = inflater == null ? new Inflater(true) : inflater;
    inflater = used;
    byte[] bytes = new byte[length];
    used.reset();
    used.setInput(packed);
    try {
      int inflated = 0;
      while (inflated < bytes.length) {
        int more = used.inflate(bytes, inflated, bytes.length - inflated);
        if (more == 0) {
          throw new IOException(name + " is cut short");
        }
        inflated += more;
      }
    } catch (DataFormatException e) {
      throw new IOException(name + " is damaged: " + e.getMessage());
    }
    return bytes;
  }

  /**
   * Reads a class file into {@code buffer} if it is stored and fits.
   *
   * @return its length; negative if {@link #readClass} is to be used
   */
  int readStoredClass(String className, byte[] buffer) throws IOException {
    int at = find(className);
    if (at < 0) {
      return -1;
    }
    int length = intAt(at + 16);
    if (length != intAt(at + 12) || length > buffer.length) {
      return -1;
    }
    readAt(at, buffer, length);
    return length;
  }

  private void readAt(int at, byte[] into, int length) throws IOException {
    synchronized (file) {
      file.seek(intAt(at + 8));
      file.readFully(into, 0, length);
    }
  }

  /**
   * Where the entry is in the index; negative if there is none. The build refuses two keys of one
   * hash and length. Few steps, since they are interpreted when the JVM starts.
   */
  private int find(String key) {
    int hash = key.hashCode();
    int bucket = hash >>> (32 - BUCKET_BITS);
    int entries = HEADER_BYTES + BUCKETS_BYTES;
    int at = entries + (bucket == 0 ? 0 : intAt(HEADER_BYTES + 4 * (bucket - 1)));
    int end = entries + intAt(HEADER_BYTES + 4 * bucket);
    for (; at < end; at += ENTRY_BYTES) {
      if (intAt(at) == hash && intAt(at + 4) == key.length()) {
        return at;
      }
    }
    return -1;
  }

  private long longAt(int at) {
    return ((long) intAt(at) << 32) | (intAt(at + 4) & 0xffffffffL);
  }

  private int intAt(int at) {
    return intAt(index, at);
  }

  private static int intAt(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }
}
