package io.ringtail.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page's files: their size, their types, their logic. */
@Timeout(120)
final class PageSourcesTest {
  private static final int MAX_GZIPPED_BYTES = 300_000;
  private static final String TYPESCRIPT = "5.9.3";
  private static final String COMPILER = "_tsc\\.js|lib\\..*d\\.ts";
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private static List<Path> served() throws IOException {
    try (Stream<Path> files = Files.walk(TARGET.resolve("classes/io/ringtail/console/page/web"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void isSmall() throws IOException {
    long bytes = 0;
    for (Path file : served()) {
      bytes += new PageFile("", Files.readAllBytes(file)).gzipped().length;
    }
    assertThat(bytes).isPositive().isLessThanOrEqualTo(MAX_GZIPPED_BYTES);
  }

  @Test
  void allFilesCanBeServed() throws IOException {
    Path root = TARGET.resolve("classes/io/ringtail/console/page/web");
    Page page = new Page();
    assertThat(served())
        .extracting(file -> "/" + root.relativize(file).toString().replace('\\', '/'))
        .filteredOn(path -> !path.endsWith("/LICENSE"))
        .allMatch(page::has)
        .hasSizeGreaterThan(20);
    assertThat(
            List.of("/../Page.class", "/web/../../Page.class", "/index.class", "/none.js", "/ui/"))
        .noneMatch(page::has);
  }

  @Test
  void asksNoOtherHostAndRunsNoInlineCode() throws IOException {
    for (Path file : served()) {
      String text = Files.readString(file);
      if (!file.toString().contains("vendor") && !file.toString().endsWith(".svg")) {
        assertThat(text).as(file.toString()).doesNotContainPattern("https?://(?!www\\.w3\\.org)");
        assertThat(text).doesNotContain("innerHTML").doesNotContain("eval(");
      }
      if (file.toString().endsWith(".html")) {
        assertThat(text).doesNotContain("<style").doesNotContainPattern("\\son[a-z]+=");
        assertThat(text).doesNotContainPattern("<script(?![^>]*\\ssrc=)");
      }
    }
  }

  @Test
  void logicIsRight() throws Exception {
    String report = Node.run(Path.of("src/test/web").toAbsolutePath(), "--test");
    assertThat(report).containsPattern("# pass [1-9]\\d").contains("# fail 0");
  }

  @Test
  void typesAreRight() throws Exception {
    Path compiler = unpackTypeScript();
    String problems =
        Node.run(
            Node.SOURCES,
            compiler.resolve("_tsc.js").toString(),
            "--project",
            Node.SOURCES.toString());
    assertThat(problems).isEmpty();
  }

  /** From its jar, because that is what Maven brings. */
  private static Path unpackTypeScript() throws Exception {
    Path to = Files.createDirectories(TARGET.resolve("typescript"));
    String from = "/META-INF/resources/webjars/typescript/" + TYPESCRIPT + "/lib";
    URI jar = PageSourcesTest.class.getResource(from + "/_tsc.js").toURI();
    try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
        Stream<Path> all = Files.list(files.getPath(from))) {
      for (Path file : all.filter(f -> f.getFileName().toString().matches(COMPILER)).toList()) {
        Path copy = to.resolve(file.getFileName().toString());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return to;
  }
}
