package io.ringtail.agent.pack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers the files of folders and jars, in the order of their names. */
final class InnerFiles {
  /** The Java that we run on at least: of a multi-release jar, what that would see. */
  private static final int JAVA = 17;

  private static final String VERSIONS = "META-INF/versions/";

  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private final TreeMap<String, Integer> releases = new TreeMap<>();

  Map<String, byte[]> files() {
    return files;
  }

  void add(Path folderOrJar) throws IOException {
    if (Files.isDirectory(folderOrJar)) {
      addTree(folderOrJar, null);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(folderOrJar)) {
        addTree(jar.getPath("/"), folderOrJar.getFileName().toString());
      }
    }
  }

  private void addTree(Path root, @Nullable String jarName) throws IOException {
    // Of two classes of one name the first on the path wins, as in a class path.
    Map<String, Integer> own = new TreeMap<>();
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path path : paths) {
      String name = root.relativize(path).toString().replace('\\', '/');
      add(name, Files.readAllBytes(path), jarName, own);
    }
    releases.putAll(own);
  }

  private void add(String name, byte[] bytes, @Nullable String jarName, Map<String, Integer> own)
      throws IOException {
    String target = name;
    int release = 0;
    if (name.startsWith(VERSIONS)) {
      int end = name.indexOf('/', VERSIONS.length());
      release = Integer.parseInt(name.substring(VERSIONS.length(), end));
      target = name.substring(end + 1);
    }
    if (release > JAVA || isLeftOut(target)) {
      return;
    }
    if (target.startsWith("META-INF/services/")) {
      append(target, bytes);
    } else if (isLicence(target)) {
      files.put(jarName == null ? target : "META-INF/licenses/" + jarName + "/" + target, bytes);
    } else if (!releases.containsKey(target) && release >= own.getOrDefault(target, 0)) {
      own.put(target, release);
      files.put(target, bytes);
    }
  }

  private static boolean isLeftOut(String name) {
    return name.equals("module-info.class")
        || name.equals("META-INF/MANIFEST.MF")
        || name.endsWith("package-info.class")
        || name.startsWith("io/ringtail/agent/pack/")
        || isUnusedByteBuddy(name)
        || name.startsWith("META-INF/native-image/")
        || name.startsWith("META-INF/proguard/")
        || (name.startsWith("META-INF/maven/") && !name.endsWith("pom.properties"))
        || name.endsWith(".SF")
        || name.endsWith(".RSA");
  }

  /** Of Byte Buddy we use the ASM that it carries; the rest is two thirds of what we would add. */
  private static boolean isUnusedByteBuddy(String name) {
    return (name.startsWith("net/bytebuddy/") && !name.startsWith("net/bytebuddy/jar/asm/"))
        || name.startsWith("win32-");
  }

  private static boolean isLicence(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    return name.startsWith("META-INF/")
        && (file.startsWith("LICENSE") || file.startsWith("NOTICE"));
  }

  private void append(String name, byte[] bytes) throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    byte[] before = files.get(name);
    if (before != null) {
      joined.write(before);
      joined.write("\n".getBytes(StandardCharsets.UTF_8));
    }
    joined.write(bytes);
    files.put(name, joined.toByteArray());
  }
}
