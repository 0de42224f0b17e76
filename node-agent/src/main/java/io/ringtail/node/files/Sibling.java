package io.ringtail.node.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of a log, under the name that it has now.
 *
 * @param rotated null for the file that is written to
 */
record Sibling(Path path, @Nullable RotatedName rotated, FileId id, long size) {
  private static final Comparator<Sibling> BY_AGE =
      Comparator.comparing(
          Sibling::rotated, Comparator.nullsLast(Comparator.<RotatedName>naturalOrder()));

  String name() {
    return path.getFileName().toString();
  }

  boolean isGzip() {
    return rotated != null && rotated.gzip();
  }

  /**
   * The files of a log, oldest first. A file that is being compressed is listed once, as the
   * original. A list that was made while names changed may show a file under no name, or as
   * another.
   *
   * @param current the file that is written to; it may be missing
   */
  static List<Sibling> list(Path current) throws IOException {
    String base = current.getFileName().toString();
    List<Sibling> found = new ArrayList<>();
    Set<String> plain = new HashSet<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(current.getParent(), path -> mayBelong(path, base))) {
      for (Path path : files) {
        Sibling sibling = of(path, base);
        if (sibling != null) {
          found.add(sibling);
          if (!sibling.isGzip()) {
            plain.add(sibling.name());
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    found.removeIf(each -> each.isGzip() && plain.contains(stem(each)));
    found.sort(BY_AGE);
    return found;
  }

  /**
   * A file under whatever name.
   *
   * @return null if there is none
   */
  static @Nullable Path find(Path directory, FileId id) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path path : files) {
        FileStat stat = FileStat.of(path);
        if (stat != null && stat.id().equals(id)) {
          return path;
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return null;
  }

  private static boolean mayBelong(Path path, String base) {
    String name = path.getFileName().toString();
    int dot = base.lastIndexOf('.');
    return name.startsWith(dot > 0 ? base.substring(0, dot) : base);
  }

  private static String stem(Sibling sibling) {
    return sibling.rotated == null ? sibling.name() : sibling.rotated.stem();
  }

  private static @Nullable Sibling of(Path path, String base) {
    String name = path.getFileName().toString();
    RotatedName rotated = null;
    if (!name.equals(base)) {
      rotated = RotatedName.parse(name);
      if (rotated == null || !rotated.base().equals(base)) {
        return null;
      }
    }
    FileStat stat = FileStat.of(path);
    return stat == null ? null : new Sibling(path, rotated, stat.id(), stat.size());
  }
}
