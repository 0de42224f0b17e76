package io.ringtail.node.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stat(2) says of a regular file. */
record FileStat(FileId id, long size) {
  /**
   * @return null if there is no such file, or if it is none of the kind that holds text
   */
  static @Nullable FileStat of(Path path) {
    Map<String, Object> attributes;
    try {
      attributes = Files.readAttributes(path, "unix:dev,ino,size,isRegularFile");
    } catch (IOException e) {
      return null;
    }
    if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
      return null;
    }
    return new FileStat(
        new FileId(number(attributes, "dev"), number(attributes, "ino")),
        number(attributes, "size"));
  }

  private static long number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
