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
  static final long MAGIC = 0x72696e677461_32L;

  /** How many bits of a name's hash say in which bucket it is. */
  static final int BUCKET_BITS = 13;

  /** Magic, length of the file. */
  static final int HEADER_BYTES = 8 + 8;

  /** Behind the header: where each bucket's entries end, counted from the first entry of all. */
  static final int BUCKETS_BYTES = 4 << BUCKET_BITS;

  /** Hash of the name, its length, offset, compressed size, size; a bucket's are together. */
  static final int ENTRY_BYTES = 5 * 4;

  private final RandomAccessFile file;
  private final byte[] index;
  private final Inflater inflater = new Inflater(true);

  private PackedFiles(RandomAccessFile file, byte[] index) {
    this.file = file;
    this.index = index;
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
    if (index.length < HEADER_BYTES + BUCKETS_BYTES
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

  boolean contains(String name) {
    return find(name) >= 0;
  }

  /** The file's bytes; null if there is no such file. */
  byte @Nullable [] read(String name) throws IOException {
    int at = find(name);
    if (at < 0) {
      return null;
    }
    byte[] packed = new byte[intAt(at + 12)];
    int length = intAt(at + 16);
    readAt(at, packed, packed.length);
    if (packed.length == length) {
      return packed;
    }
    synchronized (inflater) {
      byte[] bytes = new byte[length];
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
      return bytes;
    }
  }

  /**
   * Reads the file into {@code buffer} if it is stored and fits.
   *
   * @return its length; negative if {@link #read} is to be used
   */
  int readStored(String name, byte[] buffer) throws IOException {
    int at = find(name);
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
   * Where the entry is in the index; negative if there is none. The build refuses two names of one
   * hash and length. Few steps, since they are interpreted when the JVM starts.
   */
  private int find(String name) {
    int hash = name.hashCode();
    int bucket = hash >>> (32 - BUCKET_BITS);
    int entries = HEADER_BYTES + BUCKETS_BYTES;
    int at = entries + (bucket == 0 ? 0 : intAt(HEADER_BYTES + 4 * (bucket - 1)));
    int end = entries + intAt(HEADER_BYTES + 4 * bucket);
    for (; at < end; at += ENTRY_BYTES) {
      if (intAt(at) == hash && intAt(at + 4) == name.length()) {
        return at;
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
