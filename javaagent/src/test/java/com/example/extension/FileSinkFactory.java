package com.example.extension;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.RecordBatch;
import io.ringtail.config.ConfigProblem;
import io.ringtail.config.SinkSettings;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** RINGTAIL_SINK=file: a sink of somebody else's, who gives it to the agent as a jar. */
public final class FileSinkFactory implements SinkFactory {
  /** The environment variable with the file's name. */
  public static final String FILE = "FILE_SINK";

  @Override
  public String name() {
    return "file";
  }

  @Override
  public List<ConfigProblem> check(SinkSettings settings) {
    return System.getenv(FILE) != null
        ? List.of()
        : List.of(
            new ConfigProblem(
                FILE, ConfigProblem.Source.NOWHERE, null, "no file", "nothing is written"));
  }

  @Override
  public BatchLimits limits() {
    return new BatchLimits(100, 1 << 20, 1, Long.MAX_VALUE);
  }

  @Override
  public int maxConcurrentSends() {
    return 1;
  }

  @Override
  public long sendHeapBytes(BatchLimits limits) {
    return limits.maxBytes();
  }

  @Override
  public Sink open(SinkContext context) throws IOException {
    Path file = Path.of(System.getenv(FILE));
    Files.writeString(file, seesTheProgram() ? "sees the program\n" : "isolated\n");
    return new FileSink(file);
  }

  private static boolean seesTheProgram() {
    try {
      Class.forName("com.example.LogbackProgram", false, FileSinkFactory.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private record FileSink(Path file) implements Sink {
    @Override
    public Outcomes send(RecordBatch batch) throws IOException {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      for (int i = 0; i < batch.size(); i++) {
        lines.write(batch.array(), batch.offset(i), batch.length(i));
        lines.write('\n');
      }
      Files.write(file, lines.toByteArray(), StandardOpenOption.APPEND);
      return Outcomes.all(batch.size(), Outcome.ACCEPTED);
    }

    @Override
    public void close() {}
  }
}
