package io.ringtail.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this folder. */
final class DashboardFile {
  static final ObjectMapper JSON = new ObjectMapper();

  private DashboardFile() {}

  static Path path(String name) {
    Path here = Path.of("").toAbsolutePath();
    return (here.endsWith("dashboards") ? here : here.resolve("dashboards")).resolve(name);
  }

  static String text(String name) throws IOException {
    return Files.readString(path(name));
  }

  static JsonNode json(String name) throws IOException {
    return JSON.readTree(text(name));
  }

  /** By file name. */
  static List<SavedQuery> queries() throws IOException {
    try (Stream<Path> files = Files.list(path("queries"))) {
      return files.sorted().map(SavedQuery::read).toList();
    }
  }

  static SavedQuery query(String name) {
    return SavedQuery.read(path("queries/" + name + ".query"));
  }
}
