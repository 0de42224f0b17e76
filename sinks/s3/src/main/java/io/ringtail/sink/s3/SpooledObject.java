package io.ringtail.sink.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One object of a bucket, as a file until the bucket has it.
 *
 * <p>The file begins with four lines that say what it is: a version, bucket, key and compression.
 * The rest are the object's bytes. While it grows its name ends in {@code .open}; once it is {@code
 * .sealed} it never changes again, so that each attempt to upload it sends the same. Beside a large
 * one stands a {@code .parts} file, see {@link UploadedParts}.
 *
 * <p>No file is kept open between two appends: opening one costs a hundredth of the fsync.
 *
 * <p>Threading: guarded by its own monitor while it is open, confined to one upload afterwards.
 */
final class SpooledObject {
  static final String OPEN = ".open";
  static final String SEALED = ".sealed";
  static final String PARTS = ".parts";

  private static final String KIND = "ringtail-s3-object ";
  private static final String VERSION = KIND + "1";
  private static final int HEADER_LINES = 4;

  /** Keys have 1,024 bytes at most, ARNs of access points about 200. */
  private static final int MAX_HEADER_BYTES = 2048;

  /** The JDK keeps a direct buffer per thread as large as what is written at once. */
  private static final int WRITE_BYTES = 128 * 1024;

  static final int DISK_BLOCK_BYTES = 4096;

  /** While it is made of one that was open. */
  static final String WHOLE = ".whole";

  /** Members are small below this: compressed together they are half as large, or less. */
  private static final int SMALL_MEMBER_BYTES = 16 * 1024;

  /** Larger objects of small members are rare, and would keep who seals them waiting. */
  private static final long MAX_WHOLE_BYTES = 8L << 20;

  private final Path directory;
  private final String name;
  private final String bucket;
  private final String key;
  private final String suffix;
  private final byte[] header;
  private final long begunNanos;
  private long bytes;

  /** That were added by this process. */
  private int members;

  private boolean sealed;
  private boolean suspect;

  // The uploads' own.
  int failures;
  long dueNanos;

  private SpooledObject(
      Path directory, String name, String bucket, String key, String suffix, long begunNanos) {
    this.directory = directory;
    this.name = name;
    this.bucket = bucket;
    this.key = key;
    this.suffix = suffix;
    this.header = (VERSION + '\n' + bucket + '\n' + key + '\n' + suffix + '\n').getBytes(UTF_8);
    this.begunNanos = begunNanos;
  }

  /** A new one; its file comes with the first {@link #append}. */
  static SpooledObject begin(
      Path directory, String name, String bucket, String key, Codec codec, long nowNanos) {
    return new SpooledObject(directory, name, bucket, key, codec.suffix(), nowNanos);
  }

  /**
   * What a process that is gone has left, sealed: without the tail that a crash has torn. A record
   * in that tail was never accepted, so its source still has it.
   *
   * @return null if nothing of it was ever accepted; the file is deleted then
   * @throws IOException if the file is not readable, or another version's; it is left alone then
   */
  static @Nullable SpooledObject recover(Path file, long nowNanos) throws IOException {
    String fileName = String.valueOf(file.getFileName());
    boolean sealed = fileName.endsWith(SEALED);
    String name = fileName.substring(0, fileName.lastIndexOf('.'));
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException(file + " has no directory");
    }
    String[] lines = headerLines(file);
    if (lines == null) {
      Files.delete(file);
      return null;
    }
    if (!lines[0].equals(VERSION)) {
      throw new IOException(file + " is of another version of Ringtail (" + lines[0] + ")");
    }
    SpooledObject object =
        new SpooledObject(directory, name, lines[1], lines[2], lines[3], nowNanos);
    object.sealed = sealed;
    object.bytes = Files.size(file) - object.header.length;
    if (!sealed) {
      object.bytes = object.soundBytes(file);
      if (object.bytes == 0) {
        Files.delete(file);
        return null;
      }
      object.seal();
    }
    return object;
  }

  private long soundBytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(header.length);
      return Codec.bySuffix(suffix).soundBytes(in);
    } catch (LinkageError e) {
      throw new IOException(file + " is compressed with zstd, and zstd-jni is not there", e);
    }
  }

  /** Null where the header is torn: then nothing was accepted, since all is forced together. */
  private static String @Nullable [] headerLines(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), MAX_HEADER_BYTES)) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      int lines = 0;
      while (lines < HEADER_LINES && text.size() < MAX_HEADER_BYTES) {
        int next = in.read();
        if (next <= 0) {
          return null;
        }
        text.write(next);
        lines += next == '\n' ? 1 : 0;
      }
      String[] split = text.toString(UTF_8).split("\n", -1);
      if (!split[0].startsWith(KIND) || lines < HEADER_LINES) {
        throw new IOException(file + " is not a file of ours");
      }
      return split;
    }
  }

  /**
   * Adds a member, and does not return before the disk has it.
   *
   * @throws IOException if it has not; what was there before is unharmed, and what was half written
   *     is overwritten or cut
   */
  void append(Body body) throws IOException {
    boolean isNew = bytes == 0;
    try (FileChannel channel =
        FileChannel.open(path(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long end = isNew ? 0 : header.length + bytes;
      // What failed half written may be longer than what comes now.
      channel.truncate(end);
      channel.position(end);
      if (isNew) {
        write(channel, header, header.length);
      }
      write(channel, body.array(), body.length());
      force(channel);
    }
    if (isNew) {
      forceDirectory(directory);
    }
    bytes += body.length();
    members++;
  }

  private void force(FileChannel channel) throws IOException {
    try {
      channel.force(false);
    } catch (IOException e) {
      // The kernel forgets pages that it could not write: a later fsync would not tell the truth.
      suspect = true;
      throw e;
    }
  }

  private static void write(FileChannel channel, byte[] array, int length) throws IOException {
    for (int at = 0; at < length; at += WRITE_BYTES) {
      ByteBuffer piece = ByteBuffer.wrap(array, at, Math.min(WRITE_BYTES, length - at));
      while (piece.hasRemaining()) {
        channel.write(piece);
      }
    }
  }

  /** Makes the names of files durable. File systems that cannot do that are no worse off. */
  static void forceDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows, and some network file systems.
    }
  }

  /** It takes no more, and never changes again. One of many small members becomes smaller. */
  void seal() throws IOException {
    if (bytes == 0) {
      Files.deleteIfExists(path());
    } else if (!sealWhole()) {
      try (FileChannel channel = FileChannel.open(path(), StandardOpenOption.WRITE)) {
        channel.truncate(header.length + bytes);
        channel.force(true);
      }
      Files.move(path(), sealedPath(), StandardCopyOption.ATOMIC_MOVE);
      forceDirectory(directory);
    }
    sealed = true;
  }

  /**
   * Seals all members as a single one. Until that is safe on disk they stand beside it, and what is
   * left after a crash is one of both.
   *
   * @return false if it stays as it is
   */
  private boolean sealWhole() throws IOException {
    boolean pays = members > 1 && bytes / members < SMALL_MEMBER_BYTES && !suffix.isEmpty();
    if (!pays || bytes > MAX_WHOLE_BYTES || suspect) {
      return false;
    }
    Path whole = directory.resolve(name + WHOLE);
    try {
      writeWhole(whole);
    } catch (IOException | LinkageError e) {
      // No room for both, say: the members are as good.
      Files.deleteIfExists(whole);
      return false;
    }
    Files.move(whole, sealedPath(), StandardCopyOption.ATOMIC_MOVE);
    forceDirectory(directory);
    Files.deleteIfExists(path());
    bytes = Files.size(sealedPath()) - header.length;
    return true;
  }

  private void writeWhole(Path whole) throws IOException {
    Codec codec = Codec.bySuffix(suffix);
    try (FileChannel from = FileChannel.open(path(), StandardOpenOption.READ);
        InputStream members = new FileRange(from, header.length, bytes).newStream();
        InputStream lines = Codec.decoded(suffix, members);
        FileChannel to =
            FileChannel.open(
                whole,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      write(to, header, header.length);
      try (OutputStream member = codec.member(new ForcedStream(to))) {
        lines.transferTo(member);
      }
    }
  }

  /** Forces the file where it is closed, and leaves it open. */
  private static final class ForcedStream extends OutputStream {
    private final FileChannel channel;

    ForcedStream(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] array, int offset, int length) throws IOException {
      ByteBuffer piece = ByteBuffer.wrap(array, offset, length);
      while (piece.hasRemaining()) {
        channel.write(piece);
      }
    }

    @Override
    public void close() throws IOException {
      channel.force(true);
    }
  }

  private Path sealedPath() {
    return directory.resolve(name + SEALED);
  }

  /** The bucket has it. */
  void delete() throws IOException {
    Files.deleteIfExists(path());
    Files.deleteIfExists(partsFile());
  }

  Path path() {
    return sealed ? sealedPath() : directory.resolve(name + OPEN);
  }

  Path partsFile() {
    return directory.resolve(name + PARTS);
  }

  String bucket() {
    return bucket;
  }

  String key() {
    return key;
  }

  /** Its Content-Type. */
  String type() {
    return Codec.contentType(suffix);
  }

  /** Where in the file the object's bytes begin. */
  int headerBytes() {
    return header.length;
  }

  /** Bytes of the object that the disk has. */
  long bytes() {
    return bytes;
  }

  /** What it takes of the disk. */
  long diskBytes() {
    return bytes == 0 ? 0 : diskBytes(header.length + bytes);
  }

  /** What it would take with so many bytes more. */
  long diskBytesWith(int more) {
    return diskBytes(header.length + bytes + more);
  }

  private static long diskBytes(long fileBytes) {
    return (fileBytes + DISK_BLOCK_BYTES - 1) / DISK_BLOCK_BYTES * DISK_BLOCK_BYTES;
  }

  long begunNanos() {
    return begunNanos;
  }

  boolean isSealed() {
    return sealed;
  }

  /** Whether an fsync has failed, so that nothing may be added. */
  boolean isSuspect() {
    return suspect;
  }

  @Override
  public String toString() {
    return "s3://" + bucket + '/' + key;
  }
}
