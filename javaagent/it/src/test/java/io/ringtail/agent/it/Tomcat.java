package io.ringtail.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.agent.ChildProgram;
import io.ringtail.agent.Destination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Tomcat as it is distributed, started by its own script with the agent in JAVA_TOOL_OPTIONS, and
 * with its manager for deployments.
 */
final class Tomcat implements AutoCloseable {
  private static final Path HOME = Path.of(System.getProperty("tomcat.home", "target/tomcat"));
  private static final Pattern STARTED =
      Pattern.compile("Starting ProtocolHandler \\[\"http-nio-127.0.0.1-auto-\\d+-(\\d+)\"]");
  private static final String AUTHORIZATION =
      "Basic " + Base64.getEncoder().encodeToString("test:test".getBytes(StandardCharsets.UTF_8));

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path base;
  private final Process process;
  private final URI root;

  private Tomcat(Path base, Process process) {
    this.base = base;
    this.process = process;
    this.root = URI.create("http://127.0.0.1:" + port());
  }

  /**
   * Starts it, and waits until it serves.
   *
   * @param base an empty folder, for all that it writes
   */
  static Tomcat start(Path base, Path jdk, Destination destination) throws IOException {
    configure(base);
    ProcessBuilder builder =
        new ProcessBuilder("sh", HOME.resolve("bin/catalina.sh").toString(), "run")
            .redirectOutput(base.resolve("stdout").toFile())
            .redirectError(base.resolve("stderr").toFile());
    Map<String, String> variables = builder.environment();
    variables
        .keySet()
        .removeIf(name -> name.matches("(RINGTAIL|JAVA|JDK|JRE|CATALINA|LOGGING)_.*"));
    variables.putAll(destination.environment());
    variables.put("JAVA_HOME", jdk.toString());
    variables.put("CATALINA_BASE", base.toString());
    variables.put("CATALINA_OPTS", "-Xmx128m -XX:TieredStopAtLevel=1");
    variables.put("JAVA_TOOL_OPTIONS", "-javaagent:" + ChildProgram.AGENT);
    variables.putAll(Map.of("AWS_REGION", "eu-west-1", "AWS_EC2_METADATA_DISABLED", "true"));
    variables.putAll(Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"));
    Process process = builder.start();
    try {
      return new Tomcat(base, process);
    } catch (RuntimeException | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static void configure(Path base) throws IOException {
    Path configuration = base.resolve("conf");
    Files.createDirectories(configuration.resolve("Catalina/localhost"));
    for (String folder : List.of("logs", "temp", "webapps")) {
      Files.createDirectory(base.resolve(folder));
    }
    try (Stream<Path> files = Files.list(HOME.resolve("conf"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, configuration.resolve(file.getFileName()));
      }
    }
    // No search of the applications' libraries for tags and fragments: half the time of a
    // deployment.
    Files.writeString(
        configuration.resolve("catalina.properties"),
        "\ntomcat.util.scan.StandardJarScanFilter.jarsToSkip=*.jar\n",
        StandardOpenOption.APPEND);
    Path server = configuration.resolve("server.xml");
    Files.writeString(
        server,
        Files.readString(server)
            .replace("<Server port=\"8005\"", "<Server port=\"-1\"")
            .replace("<Connector port=\"8080\"", "<Connector port=\"0\" address=\"127.0.0.1\""));
    Files.writeString(
        configuration.resolve("tomcat-users.xml"),
        """
        <tomcat-users xmlns="http://tomcat.apache.org/xml" version="1.0">
          <user username="test" password="test" roles="manager-script"/>
        </tomcat-users>
        """);
    Files.writeString(
        configuration.resolve("Catalina/localhost/manager.xml"),
        "<Context docBase=\"${catalina.home}/webapps/manager\" privileged=\"true\"/>");
  }

  private int port() {
    String[] found = {""};
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              assertThat(process.isAlive()).as(read("stderr")).isTrue();
              Matcher started = STARTED.matcher(read("stderr"));
              found[0] = started.find() ? started.group(1) : "";
              return !found[0].isEmpty();
            });
    return Integer.parseInt(found[0]);
  }

  /** Deploys a war; what was there at its path, goes. */
  void deploy(String path, Path war) throws Exception {
    String location = URLEncoder.encode(war.toUri().toString(), StandardCharsets.UTF_8);
    manager("deploy?update=true&path=" + path + "&war=" + location, "OK - Deployed");
  }

  /** The paths of stopped applications whose loader is still there, as the manager sees it. */
  String leaks() throws Exception {
    return manager("findleaks?statusLine=true", "OK - ");
  }

  private String manager(String command, String expected) throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(root.resolve("/manager/text/" + command))
                .header("Authorization", AUTHORIZATION));
    assertThat(answer.body()).as(command).startsWith(expected);
    return answer.body();
  }

  /** The status of a GET. */
  int get(String pathAndQuery) throws Exception {
    return send(HttpRequest.newBuilder(root.resolve(pathAndQuery))).statusCode();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(
        request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** How many objects of a class there are after a collection, as jcmd counts them. */
  long countOf(String className, Path jdk) throws Exception {
    Process jcmd =
        new ProcessBuilder(
                jdk.resolve("bin/jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jcmd.waitFor()).as(histogram).isZero();
    assertThat(histogram).contains("java.lang.Object");
    Matcher line =
        Pattern.compile("\\d+: +(\\d+) +\\d+ +" + Pattern.quote(className) + "(?: .*)?\\n")
            .matcher(histogram);
    return line.find() ? Long.parseLong(line.group(1)) : 0;
  }

  /** Ends it as a container is ended. */
  void stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(read("stderr")).isTrue();
  }

  /** What it said on stderr. */
  List<String> stderr() {
    return read("stderr").lines().toList();
  }

  /** The lines of its own log files. */
  List<String> logFiles() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(base.resolve("logs"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  private String read(String file) {
    try {
      return Files.readString(base.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
