package io.ringtail.sink.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real server in a JVM of its own, which can be killed and started again. */
public final class ServerProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Path SERVERS = Path.of(System.getProperty("opensearch.servers", "servers"));
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  private final Kind kind;
  private final Path folder;
  private final int port = freePort();
  private final String[] settings;
  private @Nullable Process process;

  /** A server that Maven Central has. */
  public enum Kind {
    ELASTICSEARCH_8("elasticsearch-8", "ElasticsearchServer.java", 17),
    ELASTICSEARCH_9("elasticsearch-9", "ElasticsearchServer.java", 21),
    OPENSEARCH_2("opensearch-2", "OpenSearchServer.java", 17),
    OPENSEARCH_3("opensearch-3", "OpenSearchServer.java", 21);

    private final String module;
    private final String program;
    private final int leastJava;

    Kind(String module, String program, int leastJava) {
      this.module = module;
      this.program = program;
      this.leastJava = leastJava;
    }

    /** Skips the test where this cannot run here. */
    public void assume() {
      Assumptions.assumeTrue(
          java() != null,
          "SKIPPED: "
              + module
              + " needs a JDK "
              + leastJava
              + " or newer; none is in java.home, JAVA_HOME or /usr/lib/jvm");
    }

    private boolean isModule(String jar) {
      boolean isElasticsearch = this == ELASTICSEARCH_8 || this == ELASTICSEARCH_9;
      return isElasticsearch && (jar.contains("netty") || jar.contains("ssl-config"));
    }

    private @Nullable Path java() {
      List<Path> homes = new ArrayList<>();
      homes.add(Path.of(System.getProperty("java.home")));
      if (System.getenv("JAVA_HOME") != null) {
        homes.add(Path.of(System.getenv("JAVA_HOME")));
      }
      try (Stream<Path> installed = Files.list(Path.of("/usr/lib/jvm"))) {
        installed.sorted().forEach(homes::add);
      } catch (IOException e) {
        // None there.
      }
      return homes.stream().filter(this::isNewEnough).findFirst().orElse(null);
    }

    private boolean isNewEnough(Path home) {
      // A compiler is needed: the server's program is run from its source.
      if (!Files.isExecutable(home.resolve("bin/javac"))) {
        return false;
      }
      try {
        for (String line : Files.readAllLines(home.resolve("release"))) {
          if (line.startsWith("JAVA_VERSION=\"")) {
            return Runtime.Version.parse(line.substring(14, line.length() - 1)).feature()
                >= leastJava;
          }
        }
      } catch (IOException | IllegalArgumentException e) {
        // Not a JDK that we know.
      }
      return false;
    }
  }

  /**
   * @param settings of its opensearch.yml, {@code name=value}
   */
  public ServerProcess(Kind kind, Path folder, String... settings) {
    this.kind = kind;
    this.folder = folder;
    this.settings = settings;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Starts it and waits until it takes requests. */
  public ServerProcess start() throws IOException {
    Path program = folder.resolve(kind.program);
    try (var in = ServerProcess.class.getResourceAsStream(kind.program)) {
      Files.write(program, in == null ? new byte[0] : in.readAllBytes());
    }
    Path java = kind.java();
    List<String> command = new ArrayList<>();
    command.add((java == null ? Path.of("java") : java.resolve("bin/java")).toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    // Elasticsearch loads its network from a module; a jar must not be there twice.
    command.add("-Dmodules=" + jars(kind::isModule));
    command.addAll(List.of("-cp", jars(jar -> !kind.isModule(jar))));
    command.add(program.toString());
    command.add(folder.resolve("home").toString());
    command.addAll(List.of("http.port=" + port, "http.host=127.0.0.1"));
    command.addAll(List.of(settings));
    Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
    process = started;
    awaitStarted(started);
    return this;
  }

  private String jars(Predicate<String> which) throws IOException {
    String all = Files.readString(SERVERS.resolve(Path.of(kind.module, "target", "classpath")));
    return Stream.of(all.split(File.pathSeparator))
        .filter(which)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void awaitStarted(Process started) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader out = new BufferedReader(new InputStreamReader(started.getInputStream(), UTF_8));
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      if (line.equals("STARTED")) {
        // What it says from now on is nobody's business, but must be read.
        Thread reader = new Thread(() -> out.lines().forEach(rest -> {}), "server-output");
        reader.setDaemon(true);
        reader.start();
        return;
      }
      if (System.nanoTime() - deadline > 0) {
        break;
      }
    }
    started.destroyForcibly();
    throw new IOException("the server did not start: " + said);
  }

  /** As the OOM killer does it. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void close() {
    kill();
  }

  JsonNode get(String path) {
    return call("GET", path, "");
  }

  JsonNode call(String method, String path, String json) {
    try {
      HttpResponse<String> response =
          HTTP.send(
              HttpRequest.newBuilder(uri().resolve(path))
                  .method(method, BodyPublishers.ofString(json))
                  .header("content-type", "application/json")
                  .build(),
              BodyHandlers.ofString());
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All documents of an index, a pattern of them, or a data stream. */
  public List<JsonNode> documents(String index) {
    call("POST", "/" + index + "/_refresh", "");
    List<JsonNode> documents = new ArrayList<>();
    JsonNode page = get("/" + index + "/_search?size=5000&scroll=1m");
    while (!page.at("/hits/hits").isEmpty()) {
      page.at("/hits/hits").forEach(documents::add);
      String scroll = page.path("_scroll_id").asText();
      page =
          call("POST", "/_search/scroll", "{\"scroll\":\"1m\",\"scroll_id\":\"" + scroll + "\"}");
    }
    return documents;
  }

  /** How many documents a query finds. */
  long count(String index, String query) {
    call("POST", "/" + index + "/_refresh", "");
    return call("POST", "/" + index + "/_count", "{\"query\":" + query + "}")
        .path("count")
        .asLong();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
