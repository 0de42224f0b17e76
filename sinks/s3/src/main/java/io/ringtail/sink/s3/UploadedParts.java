package io.ringtail.sink.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one multipart upload that the bucket has, in a file, so that a failure or a restart
 * does not begin anew.
 *
 * <p>The first line holds part size and upload id, each further one a part: number, checksum, ETag.
 * A torn last line is no line. The file is not forced: without it, the upload begins anew.
 *
 * <p>Threading: confined.
 */
final class UploadedParts {
  private static final Pattern FIRST = Pattern.compile("upload (\\d{1,12}) (\\S+)");
  private static final Pattern PART = Pattern.compile("part (\\d{1,5}) (\\S+) (\\S+)");

  private final Path file;
  private final long partBytes;
  private final String uploadId;
  private final TreeMap<Integer, Part> parts = new TreeMap<>();

  /**
   * One part that the bucket has.
   *
   * @param number from 1
   * @param crc32c in Base64
   */
  record Part(int number, String crc32c, String etag) {}

  private UploadedParts(Path file, long partBytes, String uploadId) {
    this.file = file;
    this.partBytes = partBytes;
    this.uploadId = uploadId;
  }

  /** A new upload. */
  static UploadedParts begin(Path file, long partBytes, String uploadId) throws IOException {
    Files.writeString(file, "upload " + partBytes + ' ' + uploadId + '\n');
    return new UploadedParts(file, partBytes, uploadId);
  }

  /** The upload that was begun; null if there is none. */
  static @Nullable UploadedParts load(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return null;
    }
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    // After the last line's end there is nothing, or a torn line.
    lines.remove(lines.size() - 1);
    Matcher first = FIRST.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (!first.matches()) {
      return null;
    }
    UploadedParts parts = new UploadedParts(file, Long.parseLong(first.group(1)), first.group(2));
    for (String line : lines.subList(1, lines.size())) {
      Matcher part = PART.matcher(line);
      if (part.matches()) {
        int number = Integer.parseInt(part.group(1));
        parts.parts.put(number, new Part(number, part.group(2), part.group(3)));
      }
    }
    if (!text.endsWith("\n")) {
      Files.writeString(file, "\n", StandardOpenOption.APPEND);
    }
    return parts;
  }

  void add(Part part) throws IOException {
    parts.put(part.number(), part);
    Files.writeString(
        file,
        "part " + part.number() + ' ' + part.crc32c() + ' ' + part.etag() + '\n',
        UTF_8,
        StandardOpenOption.APPEND);
  }

  boolean has(int number) {
    return parts.containsKey(number);
  }

  /** All of them, in the order of their numbers. */
  List<Part> all() {
    return List.copyOf(parts.values());
  }

  /** Bytes of each part but the last. */
  long partBytes() {
    return partBytes;
  }

  String uploadId() {
    return uploadId;
  }

  /** The bucket does not know this upload any more. */
  void forget() throws IOException {
    Files.deleteIfExists(file);
  }
}
