package io.ringtail.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

final class RawHttpTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private final MovableClock clock = new MovableClock();
  private Console console;

  @BeforeEach
  void start() throws Exception {
    console = Console.start(ConsoleOptions.builder().clock(clock).build());
    try (CloudWatchLogsClient client = Sdk.client(console.endpoint())) {
      Sdk.createStream(client);
    }
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(console.endpoint() + path));
  }

  private HttpRequest.Builder operation(String name) {
    return request("/")
        .header("X-Amz-Target", "Logs_20140328." + name)
        .header("Content-Type", "application/x-amz-json-1.1");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String name, String body) throws Exception {
    return send(operation(name).POST(BodyPublishers.ofString(body)));
  }

  private static void assertError(HttpResponse<String> response, String type) {
    assertThat(response.body()).contains("\"__type\":\"" + type + "\"").contains("\"message\":\"");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains(type);
    assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/x-amz-json-1.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "PutLogEvents; ''; SerializationException",
        "PutLogEvents; {; SerializationException",
        "PutLogEvents; []; SerializationException",
        "PutLogEvents; {} {}; SerializationException",
        "PutLogEvents; {\"logEvents\":3}; SerializationException",
        "PutLogEvents; {\"logEvents\":[3]}; SerializationException",
        "PutLogEvents; {\"logEvents\":[{\"timestamp\":\"1\"}]}; SerializationException",
        "PutLogEvents; {\"logEvents\":[{\"timestamp\":1.5}]}; SerializationException",
        "PutLogEvents; {\"logEvents\":[{\"timestamp\":99999999999999999999}]};"
            + " SerializationException",
        "PutLogEvents; {\"logEvents\":[{\"message\":7}]}; SerializationException",
        "PutLogEvents; {\"logEvents\":[{\"message\":\"a\"}]}; InvalidParameterException",
        "PutLogEvents; {\"logEvents\":[{\"timestamp\":1}]}; InvalidParameterException",
        "PutLogEvents; {\"logEvents\":[{\"timestamp\":1,\"message\":null}]};"
            + " InvalidParameterException",
        "PutLogEvents; {\"logGroupName\":\"g\"}; InvalidParameterException",
        "PutLogEvents; {\"logGroupName\":5}; SerializationException",
        "PutLogEvents; {\"logEvents\":[{\"timestamp\":1,\"message\":\"a\"}]};"
            + " InvalidParameterException",
        "CreateLogGroup; ''; SerializationException",
        "CreateLogGroup; {\"logGroupName\":; SerializationException",
        "CreateLogGroup; {}; InvalidParameterException",
        "CreateLogGroup; {\"logGroupName\":[1]}; SerializationException",
        "GetLogEvents; {\"logGroupName\":\"/test/group\",\"logStreamName\":\"pod/app\","
            + "\"limit\":\"x\"}; SerializationException",
        "GetLogEvents; {\"logGroupName\":\"/test/group\",\"logStreamName\":\"pod/app\","
            + "\"limit\":10001}; InvalidParameterException",
        "FilterLogEvents; {\"logGroupName\":\"/test/group\",\"logStreamNames\":\"x\"};"
            + " SerializationException",
        "DeleteEverything; {}; UnknownOperationException",
      })
  void refusesBadRequests(String operation, String body, String type) throws Exception {
    assertError(send(operation, body), type);
  }

  @Test
  void refusesBodiesThatAreNotUtf8OrTooDeepOrTooLarge() throws Exception {
    byte[] invalid = {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};
    assertError(
        send(operation("PutLogEvents").POST(BodyPublishers.ofByteArray(invalid))),
        "SerializationException");
    assertError(send("CreateLogGroup", "[".repeat(100_000)), "SerializationException");
    assertError(send("PutLogEvents", " ".repeat(8 * 1024 * 1024 + 1)), "InvalidParameterException");
  }

  @Test
  void refusesOtherContentTypesAndMissingTargets() throws Exception {
    assertError(
        send(
            request("/")
                .header("X-Amz-Target", "Logs_20140328.DescribeLogGroups")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}"))),
        "UnknownOperationException");
    assertError(
        send(request("/").POST(BodyPublishers.ofString("{}"))), "UnknownOperationException");
  }

  @Test
  void takesGzipAndRefusesWhatOnlySaysSo() throws Exception {
    String body =
        "{\"logStreamName\":\"pod/app\",\"unknown\":{\"a\":[1]},\"logEvents\":[{\"message\":\"zip\\ud800\","
            + "\"timestamp\":"
            + clock.millis()
            + "}],\"logGroupName\":\"/test/group\"}";
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    HttpRequest.Builder gzip = operation("PutLogEvents").header("Content-Encoding", "gzip");

    assertThat(send(gzip.POST(BodyPublishers.ofByteArray(packed.toByteArray()))).statusCode())
        .isEqualTo(200);
    assertThat(console.events(Sdk.GROUP, Sdk.STREAM).get(0).message()).isEqualTo("zip\uFFFD");
    assertError(send(gzip.POST(BodyPublishers.ofString(body))), "SerializationException");
    assertError(
        send(
            operation("PutLogEvents")
                .header("Content-Encoding", "br")
                .POST(BodyPublishers.ofString(body))),
        "SerializationException");
  }

  @Test
  void asksForCredentialsIfTold() throws Exception {
    console.close();
    console = Console.start(ConsoleOptions.builder().requireAuth(true).build());

    assertError(send("DescribeLogGroups", "{}"), "MissingAuthenticationTokenException");
    try (CloudWatchLogsClient client = Sdk.client(console.endpoint())) {
      assertThat(client.describeLogGroups().logGroups()).isEmpty();
    }
  }

  @Test
  void switchesFaultsOverHttp() throws Exception {
    assertThat(
            send(request("/_ringtail/faults")
                    .PUT(
                        BodyPublishers.ofString(
                            "{\"throttle\":{\"rate\":1,\"operations\":[\"DescribeLogGroups\"]},"
                                + "\"latency\":{\"fixedMillis\":1}}")))
                .statusCode())
        .isEqualTo(200);
    assertError(send("DescribeLogGroups", "{}"), "ThrottlingException");
    assertThat(send(request("/_ringtail/faults")).body())
        .contains("\"throttle\"")
        .contains("\"DescribeLogGroups\"")
        .contains("\"fixedMillis\" : 1");
    assertThat(send(request("/_ringtail/stats")).body()).contains("\"throttle\" : 1");

    for (String bad :
        new String[] {
          "{\"nope\":{}}",
          "{\"hang\":{\"rate\":2}}",
          "{\"hang\":{\"x\":2}}",
          "{",
          "[]",
          "{\"hang\":{\"operations\":[\"Nope\"]}}",
          "{\"hang\":{\"groups\":\"/a\"}}",
          "{\"hang\":{\"rate\":\"1\"}}"
        }) {
      HttpResponse<String> response =
          send(request("/_ringtail/faults").PUT(BodyPublishers.ofString(bad)));
      assertThat(response.statusCode()).as(bad).isEqualTo(400);
      assertThat(response.body()).contains("the faults are as before");
    }
    assertThat(console.faults().active()).hasSize(2);

    send(request("/_ringtail/faults").DELETE());
    assertThat(send("DescribeLogGroups", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void resetsOverHttpButNotForPagesOfOtherOrigins() throws Exception {
    HttpRequest.Builder reset = request("/_ringtail/reset").POST(BodyPublishers.noBody());

    assertThat(send(reset.copy().header("Origin", "http://evil.example")).statusCode())
        .isEqualTo(403);
    assertThat(send("DescribeLogGroups", "{}").body()).contains("/test/group");
    assertThat(send(reset).statusCode()).isEqualTo(200);
    assertThat(send("DescribeLogGroups", "{}").body()).doesNotContain("/test/group");
  }

  /** What a page can do whose own name has been pointed at us. */
  @ParameterizedTest
  @CsvSource({
    "GET,/_ringtail/stats,''",
    "GET,/_ringtail/faults,''",
    "POST,/_ringtail/reset,Origin",
    "PUT,/_ringtail/faults,Origin",
    "GET,/,''",
    "POST,/,Origin",
    "POST,/,Sec-Fetch-Site"
  })
  void refusesABrowserWhoseHostIsNotOurs(String method, String path, String sign) throws Exception {
    String header = sign.isEmpty() ? "" : sign + ": http://evil.example\r\n";
    assertThat(statusLine(method, path, "evil.example:4580", header)).contains(" 403 ");
    assertThat(send("DescribeLogGroups", "{}").body()).contains("/test/group");
  }

  @Test
  void answersProgramsByWhateverNameTheyReachIt() throws Exception {
    String target = "X-Amz-Target: Logs_20140328.DescribeLogGroups\r\n";
    String type = "Content-Type: application/x-amz-json-1.1\r\n";
    assertThat(statusLine("POST", "/", "console.shop.svc:4580", target + type)).contains(" 200 ");
    assertThat(statusLine("GET", "/_ringtail/stats", "localhost:4580", "")).contains(" 200 ");
  }

  // java.net.http chooses the Host itself.
  private String statusLine(String method, String path, String host, String headers)
      throws Exception {
    String body = method.equals("GET") ? "" : "{}";
    String request =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\n"
            + headers
            + "Content-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body;
    try (Socket socket = new Socket(console.endpoint().getHost(), console.endpoint().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  @Test
  void saysWhatItIs() throws Exception {
    assertThat(send(request("/")).body())
        .contains("Ringtail console")
        .contains("/test/group")
        .contains("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS=" + console.endpoint());
    assertThat(send(request("/nothing")).statusCode()).isEqualTo(404);
    assertThat(send(request("/").DELETE()).statusCode()).isEqualTo(405);
    assertThat(send(request("/_ringtail/stats").DELETE()).statusCode()).isEqualTo(405);
  }
}
