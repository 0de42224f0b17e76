package io.ringtail.bench.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/** A {@link SinkEndpoint}, from this program's class path. */
final class SinkEndpointProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final int port;

  private SinkEndpointProcess(Process process) throws IOException {
    this.process = process;
    this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    this.in = process.outputWriter(UTF_8);
    this.port = Integer.parseInt(out.readLine());
  }

  static SinkEndpointProcess start(LocalService service) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            SinkEndpoint.class.getName(),
            service.name());
    return new SinkEndpointProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  Arrived arrived() throws IOException {
    in.write('\n');
    in.flush();
    String[] numbers = out.readLine().split(" ", 2);
    return new Arrived(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
  }

  @Override
  public void close() {
    process.destroy();
  }

  /** Events, and how many of them differ. */
  record Arrived(long events, long distinct) {}
}
