package io.ringtail.premain;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.util.jar.JarFile;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
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
  static final long MAGIC = 0x72696e677461_31L;

  /** Magic, length of the file, number of entries. */
  static final int HEADER_BYTES = 8 + 8 + 4;

  /** Hash of the name, offset, compressed size, size. */
  static final int ENTRY_BYTES = 8 + 4 + 4 + 4;

  private final RandomAccessFile file;
  private final byte[] index;
  private final int count;
  private final Inflater inflater = new Inflater(true);

  private PackedFiles(RandomAccessFile file, byte[] index) {
    this.file = file;
    this.index = index;
    this.count = intAt(16);
  }

  /**
   * @throws IOException if {@code jar} is not one that our build has left as it is
   */
  static PackedFiles open(File jar) throws IOException {
    byte[] index;
    try (JarFile outer = new JarFile(jar, false)) {
      ZipEntry entry = outer.getEntry("inst/index");
      if (entry == null) {
        throw repacked(jar);
      }
      try (InputStream in = outer.getInputStream(entry)) {
        index = readFully(in, (int) entry.getSize());
      }
    }
    RandomAccessFile file = new RandomAccessFile(jar, "r");
    PackedFiles files = new PackedFiles(file, index);
    if (index.length < HEADER_BYTES
        || files.longAt(0) != MAGIC
        || files.longAt(8) != file.length()) {
      file.close();
      throw repacked(jar);
    }
    return files;
  }

  private static IOException repacked(File jar) {
    return new IOException(
        jar + " is not as it was built: repacked, merged into another jar, or cut short");
  }

  /** The hash of a file's name: FNV-1a, 64 bits. The build refuses two names with one hash. */
  static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  boolean contains(String name) {
    return find(hash(name)) >= 0;
  }

  /** The file's bytes; null if there is no such file. */
  byte @Nullable [] read(String name) throws IOException {
    int entry = find(hash(name));
    if (entry < 0) {
      return null;
    }
    int at = HEADER_BYTES + entry * ENTRY_BYTES;
    byte[] packed = new byte[intAt(at + 12)];
    byte[] bytes = new byte[intAt(at + 16)];
    synchronized (inflater) {
      file.seek(intAt(at + 8));
      file.readFully(packed);
      if (packed.length == bytes.length) {
        return packed;
      }
      inflater.reset();
      inflater.setInput(packed);
      try {
        int inflated = 0;
        while (inflated < bytes.length) {
          int more = inflater.inflate(bytes, inflated, bytes.length - inflated);
          if (more == 0) {
            throw new IOException(name + " is cut short");
          }
          inflated += more;
        }
      } catch (DataFormatException e) {
        throw new IOException(name + " is damaged: " + e.getMessage());
      }
    }
    return bytes;
  }

  /** The entry's place in the index; negative if there is none. */
  private int find(long hash) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = longAt(HEADER_BYTES + middle * ENTRY_BYTES);
      if (found < hash) {
        low = middle + 1;
      } else if (found > hash) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1;
  }

  private long longAt(int at) {
    return ((long) intAt(at) << 32) | (intAt(at + 4) & 0xffffffffL);
  }

  private int intAt(int at) {
    return (index[at] & 0xff) << 24
        | (index[at + 1] & 0xff) << 16
        | (index[at + 2] & 0xff) << 8
        | (index[at + 3] & 0xff);
  }

  private static byte[] readFully(InputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    int read = 0;
    while (read < length) {
      int more = in.read(bytes, read, length - read);
      if (more < 0) {
        throw new IOException("inst/index is cut short");
      }
      read += more;
    }
    return bytes;
  }
}
