package io.ringtail.it;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The tests' own class path, for the programs that they start. */
final class ClassPath {
  private static final Path CLASSES = Path.of("target", "classes");

  private ClassPath() {}

  static List<Path> all() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .toList();
  }

  /** Those jars whose names begin so. */
  static List<Path> jars(String... names) {
    return all().stream()
        .filter(path -> Stream.of(names).anyMatch(name -> fileName(path).startsWith(name)))
        .toList();
  }

  /** A jar of the module in this folder of the project, also where it has not been packed yet. */
  static void copyModule(String module, Path jar) throws IOException {
    for (Path path : all()) {
      if (path.endsWith(Path.of(module).resolve(CLASSES))) {
        pack(path, jar);
        return;
      }
      if (path.getParent() != null
          && path.getParent().endsWith(Path.of(module, "target"))
          && fileName(path).endsWith(".jar")
          && !fileName(path).endsWith("-tests.jar")) {
        Files.copy(path, jar);
        return;
      }
    }
    throw new AssertionError(module + " is not on the class path");
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream files = new JarOutputStream(out);
        Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        files.putNextEntry(new JarEntry(name));
        Files.copy(file, files);
      }
    }
  }

  private static String fileName(Path path) {
    return String.valueOf(path.getFileName());
  }
}
