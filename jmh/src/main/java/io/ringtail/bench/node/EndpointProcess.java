package io.ringtail.bench.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/** A {@link CountingEndpoint} in a process of its own, from this program's class path. */
final class EndpointProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final int port;

  private EndpointProcess(Process process) throws IOException {
    this.process = process;
    this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    this.in = process.outputWriter(UTF_8);
    this.port = Integer.parseInt(out.readLine());
  }

  static EndpointProcess start(int pods, boolean live) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx3g",
            "-cp",
            System.getProperty("java.class.path"),
            CountingEndpoint.class.getName(),
            Integer.toString(pods),
            Boolean.toString(live));
    return new EndpointProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  Arrived arrived() throws IOException {
    in.write('\n');
    in.flush();
    return Arrived.parse(out.readLine());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
