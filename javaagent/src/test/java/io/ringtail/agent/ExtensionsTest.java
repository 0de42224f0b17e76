package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.LogbackProgram;
import com.example.extension.FileSinkFactory;
import io.ringtail.sink.SinkFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RINGTAIL_EXTENSIONS: sinks that the agent's own jar does not have. */
@SuppressWarnings("NullAway")
final class ExtensionsTest {
  @TempDir private Path work;
  @TempDir private Path extensions;

  @Test
  void aSinkFromTheFolderGetsTheEventsBesideTheAgentsOwn() throws Exception {
    jar(extensions.resolve("file-sink.jar"), FileSinkFactory.class);
    Path file = work.resolve("events.jsonl");
    try (Destination destination = Destination.start()) {
      ChildProgram.Result result =
          program()
              .to(destination)
              .with("RINGTAIL_SINK", "cloudwatch,file")
              .with(FileSinkFactory.FILE, file.toString())
              .run();

      List<String> lines = Files.readAllLines(file);
      assertThat(lines.get(0)).isEqualTo("isolated");
      assertThat(lines.subList(1, lines.size()))
          .hasSize(3)
          .anyMatch(line -> line.contains("order 17 accepted"));
      assertThat(destination.messages()).hasSize(3).contains("order 17 accepted");
      assertThat(result.stderr())
          .contains("cloudwatch: captured 3, delivered 3", "file: captured 3, delivered 3");
    }
  }

  @Test
  void whatIsWrongIsToldAndTheOthersGoOn() throws Exception {
    jar(extensions.resolve("file-sink.jar"), FileSinkFactory.class);
    jar(extensions.resolve("broken.jar"), null);
    try (Destination destination = Destination.start()) {
      ChildProgram.Result result =
          program().to(destination).with("RINGTAIL_SINK", "cloudwatch,fiel").run();

      assertThat(destination.messages()).hasSize(3);
      assertThat(result.stderr())
          .contains("2 problems in the configuration")
          .contains("a sink cannot be loaded, it is not there", "com.example.Nowhere")
          .contains("sink=fiel: no such sink (did you mean file?)", "the others alone");
    }
  }

  @Test
  void aSinkTellsWhatIsWrongWithItsOptionsAtTheStart() throws Exception {
    jar(extensions.resolve("file-sink.jar"), FileSinkFactory.class);

    ChildProgram.Result result = program().with("RINGTAIL_SINK", "file,none").run();

    assertThat(result.stderr()).contains("FILE_SINK (not set): no file; nothing is written");
  }

  @Test
  void aFolderThatIsNotThereIsTold() throws Exception {
    ChildProgram.Result result =
        program().with("RINGTAIL_EXTENSIONS", "/no/such").with("RINGTAIL_SINK", "none").run();

    assertThat(result.stderr()).contains("RINGTAIL_EXTENSIONS=\"/no/such\": no such folder or jar");
  }

  private ChildProgram program() throws IOException {
    return ChildProgram.of(work, LogbackProgram.class, "every-kind")
        .withFramework("logback-1.5.38")
        .with("RINGTAIL_EXTENSIONS", extensions.toString());
  }

  /**
   * @param factory null: one that the jar names and does not have
   */
  private static void jar(Path jar, Class<? extends SinkFactory> factory) throws IOException {
    String name = factory == null ? "com.example.Nowhere" : factory.getName();
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream files = new JarOutputStream(out)) {
      files.putNextEntry(new JarEntry("META-INF/services/" + SinkFactory.class.getName()));
      files.write(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      for (String type : factory == null ? List.<String>of() : List.of("", "$FileSink")) {
        String path = name.replace('.', '/') + type + ".class";
        files.putNextEntry(new JarEntry(path));
        try (InputStream in = ExtensionsTest.class.getClassLoader().getResourceAsStream(path)) {
          in.transferTo(files);
        }
      }
    }
  }
}
