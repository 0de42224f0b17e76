package io.ringtail.agent.pack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the agent's jar: outside, what the JVM loads; in {@code inst/agent.jar}, stored as it is,
 * everything else; in {@code inst/index}, where each file of that inner jar begins.
 *
 * <p>The same input gives the same bytes.
 */
public final class PackAgentJar {
  private static final List<String> OUTSIDE = List.of("io/ringtail/premain/", "io/ringtail/boot/");

  /** What is loaded while a program starts. */
  private static final List<String> STORED =
      List.of(
          "io/ringtail/", "META-INF/services/io.ringtail", "com/lmax/", "net/bytebuddy/jar/asm/");

  private PackAgentJar() {}

  /**
   * @param arguments the jar to write, its version, its date, the class path of what goes inside
   */
  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    String version = arguments[1];
    Instant date = Instant.parse(arguments[2]);
    InnerFiles inner = new InnerFiles();
    Map<String, byte[]> outer = new TreeMap<>();
    for (String part : arguments[3].split(File.pathSeparator, -1)) {
      inner.add(Path.of(part));
    }
    PlainLambdas.in(inner.files());
    LeanClasses.in(inner.files());
    PlainReflection.in(inner.files());
    for (Map.Entry<String, byte[]> file : inner.files().entrySet()) {
      if (OUTSIDE.stream().anyMatch(file.getKey()::startsWith)) {
        outer.put(file.getKey(), file.getValue());
      }
    }
    write(jar, manifest(version), outer, inner.files(), date);
  }

  private static void write(
      Path jar,
      byte[] manifest,
      Map<String, byte[]> outside,
      Map<String, byte[]> inside,
      Instant date)
      throws IOException {
    ByteArrayOutputStream innerBytes = new ByteArrayOutputStream();
    try (ZipBytes zip = new ZipBytes(innerBytes, date)) {
      for (Map.Entry<String, byte[]> file : inside.entrySet()) {
        if (STORED.stream().anyMatch(file.getKey()::startsWith)) {
          zip.stored(file.getKey(), file.getValue());
        } else {
          zip.deflated(file.getKey(), file.getValue());
        }
      }
    }
    byte[] inner = innerBytes.toByteArray();
    byte[] noIndex = new byte[IndexBytes.length(inner)];
    byte[] draft = outer(manifest, outside, inner, noIndex, date);
    long innerAt = CentralDirectory.placeOf("inst/agent.jar", draft).dataAt();
    byte[] index = IndexBytes.of(inner, innerAt, draft.length);
    Files.createDirectories(jar.toAbsolutePath().getParent());
    Files.write(jar, outer(manifest, outside, inner, index, date));
  }

  private static byte[] outer(
      byte[] manifest, Map<String, byte[]> outside, byte[] inner, byte[] index, Instant date)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipBytes zip = new ZipBytes(bytes, date)) {
      // Stored: for a file of ours alone the JVM would load all that inflates.
      zip.stored("META-INF/MANIFEST.MF", manifest);
      for (Map.Entry<String, byte[]> file : outside.entrySet()) {
        zip.stored(file.getKey(), file.getValue());
      }
      zip.stored("inst/agent.jar", inner);
      zip.stored("inst/index", index);
    }
    return bytes.toByteArray();
  }

  private static byte[] manifest(String version) throws IOException {
    String text =
        """
        Manifest-Version: 1.0
        Premain-Class: io.ringtail.premain.Premain
        Agent-Class: io.ringtail.premain.Premain
        Can-Retransform-Classes: true
        Implementation-Title: Ringtail Java agent
        Implementation-Version: %s

        """
            .formatted(version);
    // Read once, so that a mistake above fails here and not in somebody's JVM.
    new java.util.jar.Manifest(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
