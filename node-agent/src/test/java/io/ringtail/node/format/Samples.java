package io.ringtail.node.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What programs print, in files under resources, and where their entries end. */
record Samples(String name, List<List<String>> entries) {
  private static final String DIVIDER = "--8<--";

  /** Logs with stack traces, divided by hand. */
  static Stream<Samples> traces() {
    return files("traces").map(file -> new Samples(name(file), divided(read(file))));
  }

  /** Logs in which no two lines belong together. */
  static Stream<Samples> lines() {
    return files("lines")
        .map(file -> new Samples(name(file), read(file).stream().map(List::of).toList()));
  }

  List<String> allLines() {
    return entries.stream().flatMap(List::stream).toList();
  }

  /** Without the blank lines after a stack trace. */
  List<String> texts() {
    return entries.stream()
        .map(lines -> String.join("\n", lines))
        .map(text -> text.contains("\n") ? text.replaceAll("\n+$", "") : text)
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<List<String>> divided(List<String> lines) {
    List<List<String>> entries = new ArrayList<>();
    entries.add(new ArrayList<>());
    for (String line : lines) {
      if (line.equals(DIVIDER)) {
        entries.add(new ArrayList<>());
      } else {
        entries.get(entries.size() - 1).add(line);
      }
    }
    return entries;
  }

  private static List<String> read(Path file) {
    try {
      return Arrays.asList(Files.readString(file).replaceAll("\n$", "").split("\n", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static Stream<Path> files(String folder) {
    URL url = Objects.requireNonNull(Samples.class.getResource(folder));
    try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
      return files.sorted().toList().stream();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
