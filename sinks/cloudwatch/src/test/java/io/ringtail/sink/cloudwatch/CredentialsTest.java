package io.ringtail.sink.cloudwatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ways in which a pod gets its credentials, each in a JVM of its own. */
@Timeout(60)
class CredentialsTest {
  private final ScriptedLogs logs = new ScriptedLogs(call -> ScriptedLogs.OK);
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, String> env = new HashMap<>();
  private HttpServer issuer;
  private Path dir;
  private volatile boolean refuses;

  @BeforeEach
  void start(@TempDir Path tempDir) throws IOException {
    dir = tempDir;
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    issuer.createContext("/", this::issue);
    issuer.start();
    env.put("AWS_REGION", "eu-west-1");
    env.put("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", logs.uri().toString());
    env.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  @AfterEach
  void stop() {
    issuer.stop(0);
    logs.close();
  }

  @Test
  void irsaWorks() throws Exception {
    useIrsa();
    String said = run();

    assertThat(said).contains("Accepted").contains("credentials from IRSA (web identity token)");
    assertThat(said).contains("role arn:aws:iam::123456789012:role/logs; region eu-west-1");
    assertThat(asked)
        .singleElement()
        .asString()
        .contains("Action=AssumeRoleWithWebIdentity")
        .contains("WebIdentityToken=the-token")
        .contains("RoleArn=arn:aws:iam::123456789012:role/logs");
    assertThat(logs.calls().get(0).authorization()).contains("Credential=ASIAIRSA/");
  }

  @Test
  void podIdentityWorks() throws Exception {
    usePodIdentity();
    String said = run();

    assertThat(said).contains("Accepted").contains("credentials from EKS Pod Identity");
    assertThat(asked).containsExactly("GET /v1/credentials the-token");
    assertThat(logs.calls().get(0).authorization()).contains("Credential=ASIAPOD/");
  }

  @Test
  void aRoleThatMayNotBeAssumedIsNamedInTheDenial() throws Exception {
    useIrsa();
    refuses = true;

    assertThat(run())
        .contains("RetryLater[cause=DENIED")
        .contains("IRSA (web identity token) gave no credentials")
        .contains("Not authorized to perform sts:AssumeRoleWithWebIdentity");
    assertThat(logs.calls()).isEmpty();
  }

  @Test
  void aTokenFileThatIsMissingIsNamed() throws Exception {
    useIrsa();
    env.put("AWS_WEB_IDENTITY_TOKEN_FILE", dir.resolve("gone").toString());

    assertThat(run()).contains("RetryLater[cause=DENIED").contains("IRSA").contains("gone");
  }

  @Test
  void noCredentialsAtAllAreADenial() throws Exception {
    assertThat(run()).contains("RetryLater[cause=DENIED").contains("no AWS credentials");
  }

  private void useIrsa() throws IOException {
    env.put("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/logs");
    env.put(
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        Files.writeString(dir.resolve("token"), "the-token").toString());
    env.put("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:" + issuer.getAddress().getPort());
  }

  private void usePodIdentity() throws IOException {
    env.put(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "http://127.0.0.1:" + issuer.getAddress().getPort() + "/v1/credentials");
    env.put(
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        Files.writeString(dir.resolve("token"), "the-token").toString());
  }

  private void issue(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean isSts = exchange.getRequestMethod().equals("POST");
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      asked.add(
          isSts
              ? URLDecoder.decode(body, UTF_8)
              : "GET "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
      byte[] answer = (refuses ? REFUSAL : isSts ? STS_ANSWER : POD_ANSWER).getBytes(UTF_8);
      exchange.sendResponseHeaders(refuses ? 403 : 200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private String run() throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-Duser.home=" + dir,
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            DeliverOnce.class.getName());
    java.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    java.environment().put("HOME", dir.toString());
    java.environment().putAll(env);
    Process process = java.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private static final String STS_ANSWER =
      """
      <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <AssumeRoleWithWebIdentityResult>
          <Credentials>
            <AccessKeyId>ASIAIRSA</AccessKeyId>
            <SecretAccessKey>secret</SecretAccessKey>
            <SessionToken>session</SessionToken>
            <Expiration>2099-01-01T00:00:00Z</Expiration>
          </Credentials>
          <AssumedRoleUser>
            <Arn>arn:aws:sts::123456789012:assumed-role/logs/session</Arn>
            <AssumedRoleId>AROA:session</AssumedRoleId>
          </AssumedRoleUser>
        </AssumeRoleWithWebIdentityResult>
      </AssumeRoleWithWebIdentityResponse>
      """;

  private static final String POD_ANSWER =
      """
      {"AccessKeyId":"ASIAPOD","SecretAccessKey":"secret","Token":"session",
       "Expiration":"2099-01-01T00:00:00Z","AccountId":"123456789012"}
      """;

  private static final String REFUSAL =
      """
      <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <Error>
          <Type>Sender</Type>
          <Code>AccessDenied</Code>
          <Message>Not authorized to perform sts:AssumeRoleWithWebIdentity</Message>
        </Error>
      </ErrorResponse>
      """;
}
