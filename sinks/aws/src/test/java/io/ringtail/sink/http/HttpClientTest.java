package io.ringtail.sink.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpClientTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
  private static final int SILENCE_MILLIS = 20_000;

  private final HttpClient client = client(origin -> HttpProxy.NONE, SILENCE_MILLIS);

  @AfterEach
  void stop() {
    client.close();
  }

  @Test
  void aRequestIsWrittenAsItIsMeant() throws Exception {
    try (ScriptedHost host = new ScriptedHost(OK)) {
      HttpRequest request =
          new HttpRequest(
              "PUT", host.url("/a%20b?c=d"), Map.of("X-Name", "value"), content("{\"a\":1}"));

      assertThat(client.send(request, HttpClientTest::text)).isEqualTo("200 {}");
      assertThat(host.heads.get(0))
          .startsWith("PUT /a%20b?c=d HTTP/1.1\r\n")
          .contains("\r\nHost: 127.0.0.1:" + host.port() + "\r\n")
          .contains("\r\nX-Name: value\r\n")
          .contains("\r\nContent-Length: 7\r\n");
      assertThat(host.bodies).containsExactly("{\"a\":1}");
    }
  }

  @Test
  void anEmptyPathIsASlash() throws Exception {
    try (ScriptedHost host = new ScriptedHost(OK, OK)) {
      get(host.url(""));
      get(host.url("?a=b"));

      assertThat(host.heads.get(0)).startsWith("GET / HTTP/1.1\r\n");
      assertThat(host.heads.get(1)).startsWith("GET /?a=b HTTP/1.1\r\n");
    }
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    String chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3;name=value\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n";
    String none = "HTTP/1.1 204 No Content\r\n\r\n";
    String failed = "HTTP/1.1 500 Oh\r\ncontent-length:4\r\n\r\noops";
    String http10 = "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 1\r\n\r\nx";
    String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";
    try (ScriptedHost host =
        new ScriptedHost(OK, chunked, none, failed, http10, interim + OK, OK)) {
      assertThat(get(host.url("/"))).isEqualTo("200 {}");
      assertThat(get(host.url("/"))).isEqualTo("200 abc0123456789");
      assertThat(get(host.url("/"))).isEqualTo("204 ");
      assertThat(get(host.url("/"))).isEqualTo("500 oops");
      assertThat(get(host.url("/"))).isEqualTo("200 x");
      assertThat(get(host.url("/"))).isEqualTo("200 {}");
      assertThat(get(host.url("/"))).isEqualTo("200 {}");
      assertThat(host.connections).hasValue(1);
    }
  }

  @Test
  void whatNobodyHasReadOfAnAnswerDoesNotBeginTheNext() throws Exception {
    String large = "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + "x".repeat(9_000);
    String tooLarge = "HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n" + "x".repeat(900_000);
    try (ScriptedHost host = new ScriptedHost(large, tooLarge, OK)) {
      assertThat(client.send(request(host.url("/")), HttpAnswer::status)).isEqualTo(200);
      assertThat(client.send(request(host.url("/")), HttpAnswer::status)).isEqualTo(200);
      assertThat(host.connections).hasValue(1);
      assertThat(get(host.url("/"))).isEqualTo("200 {}");
      assertThat(host.connections).hasValue(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx",
        "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx",
        "HTTP/1.1 200 OK\r\n\r\nx" + ScriptedHost.CLOSE,
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx and more than was said",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nKeep-Alive: timeout=1, max=100\r\n\r\nx"
      })
  void orAnotherIsMade(String answer) throws Exception {
    try (ScriptedHost host = new ScriptedHost(answer, OK)) {
      assertThat(get(host.url("/"))).isEqualTo("200 x");
      assertThat(get(host.url("/"))).isEqualTo("200 {}");
      assertThat(host.connections).hasValue(2);
      Awaitility.await().untilAsserted(() -> assertThat(host.ended).hasValueGreaterThan(0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nx" + ScriptedHost.CLOSE,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nx" + ScriptedHost.CLOSE,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n" + ScriptedHost.CLOSE,
        "HTTP/1.1 200 OK\r\nContent-Le" + ScriptedHost.CLOSE,
        ScriptedHost.CLOSE
      })
  void halfAnAnswerIsNone(String half) throws Exception {
    try (ScriptedHost host = new ScriptedHost(half, OK)) {
      assertThatThrownBy(() -> get(host.url("/"))).isInstanceOf(EOFException.class);
      assertThat(get(host.url("/"))).isEqualTo("200 {}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxy\r\n0\r\n\r\n"
      })
  void whatIsNoHttpIsToldAsThat(String answer) throws Exception {
    try (ScriptedHost host = new ScriptedHost(answer)) {
      assertThatThrownBy(() -> get(host.url("/"))).isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void aHeadWithoutEndIsNotKept() throws Exception {
    try (ScriptedHost host =
        new ScriptedHost(
            "HTTP/1.1 200 OK\r\nName: " + "x".repeat(100_000) + "\r\n\r\n",
            "HTTP/1.1 200 OK\r\n" + "Name: x\r\n".repeat(10_000) + "\r\n")) {
      assertThatThrownBy(() -> get(host.url("/"))).hasMessageContaining("line of more than");
      assertThatThrownBy(() -> get(host.url("/"))).hasMessageContaining("headers");
    }
  }

  @Test
  void noHeaderBeginsAnother() throws Exception {
    try (ScriptedHost host = new ScriptedHost(OK)) {
      HttpRequest request =
          new HttpRequest("GET", host.url("/"), Map.of("X-Token", "secret\r\nX-Other: b"), null);

      assertThatThrownBy(() -> client.send(request, HttpClientTest::text))
          .hasMessageContaining("X-Token")
          .hasMessageNotContaining("secret");
      assertThat(host.heads).isEmpty();
    }
  }

  @Test
  void aLargeBodyArrivesAsItIs() throws Exception {
    String text = "0123456789abcdef".repeat(100_000);
    try (ScriptedHost host = new ScriptedHost(OK)) {
      client.send(
          new HttpRequest("POST", host.url("/"), Map.of(), content(text)), HttpClientTest::text);

      assertThat(host.bodies).containsExactly(text);
    }
  }

  @Test
  void anAnswerBeforeTheRequestsEndIsRead() throws Exception {
    String text = "x".repeat(8 << 20);
    String tooLarge = "HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\nno";
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread host = new Thread(() -> answerBeforeTheEnd(server, tooLarge), "hasty-host");
      host.start();
      URL url = URI.create("http://127.0.0.1:" + server.getLocalPort()).toURL();
      HttpRequest request = new HttpRequest("POST", url, Map.of(), content(text));

      assertThat(client.send(request, HttpClientTest::text)).isEqualTo("413 no");
      // Not on the same connection, which the host has closed.
      assertThat(client.send(request, HttpClientTest::text)).isEqualTo("413 no");
      host.join();
    }
  }

  private static void answerBeforeTheEnd(ServerSocket server, String answer) {
    for (int i = 0; i < 2; i++) {
      try (Socket socket = server.accept()) {
        socket.getInputStream().read();
        socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void aHostThatIsSilentTimesOut() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        HttpClient impatient = client(origin -> HttpProxy.NONE, 50)) {
      URL url = URI.create("http://127.0.0.1:" + silent.getLocalPort()).toURL();

      assertThatThrownBy(() -> impatient.send(request(url), HttpClientTest::text))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void closeBreaksOffWhatIsUnderWay() throws Exception {
    ExecutorService sender = Executors.newSingleThreadExecutor();
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URL url = URI.create("http://127.0.0.1:" + silent.getLocalPort()).toURL();
      Future<String> sent = sender.submit(() -> get(url));
      silent.accept().getInputStream().read();
      client.close();

      assertThatThrownBy(sent::get)
          .hasCauseInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining("closed");
      assertThatThrownBy(() -> get(url)).hasMessage("closed");
    } finally {
      sender.shutdownNow();
    }
  }

  @Test
  void closeClosesWhatIsIdle() throws Exception {
    try (ScriptedHost host = new ScriptedHost(OK)) {
      get(host.url("/"));
      assertThat(host.ended).hasValue(0);
      client.close();

      Awaitility.await().untilAsserted(() -> assertThat(host.ended).hasValue(1));
    }
  }

  @Test
  void requestsAtOnceHaveConnectionsOfTheirOwn() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    ExecutorService senders = Executors.newFixedThreadPool(2);
    try (ScriptedHost host = new ScriptedHost(OK, OK, OK, OK)) {
      for (int round = 0; round < 2; round++) {
        Future<String> one = senders.submit(() -> sendWith(host, both));
        Future<String> two = senders.submit(() -> sendWith(host, both));
        assertThat(one.get()).isEqualTo(two.get()).isEqualTo("200 {}");
      }
      assertThat(host.connections.get()).isEqualTo(2);
    } finally {
      senders.shutdownNow();
    }
  }

  /** Some of a hundred connections are closed by their host, as it says or without a word. */
  @RepeatedTest(3)
  void everyAnswerIsThatOfItsRequest() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    // Now and then so long after the last request that the host may have closed the connection.
    LongSupplier time = () -> TimeUnit.MILLISECONDS.toNanos(400L * looks.incrementAndGet());
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    ExecutorService senders = Executors.newFixedThreadPool(4);
    AtomicInteger failures = new AtomicInteger();
    try (ScriptedHost host = new ScriptedHost(server, HttpClientTest::echo);
        HttpClient tested =
            new HttpClient(
                "test-watchdog", settings(origin -> HttpProxy.NONE, SILENCE_MILLIS), time)) {
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int sender = i;
        work.add(
            () -> {
              for (int n = 0; n < 250; n++) {
                URL url = host.url("/" + sender + "-" + n);
                try {
                  String text = tested.send(request(url), HttpClientTest::text);
                  assertThat(text).isEqualTo("200 " + url.getPath());
                } catch (EOFException | SocketException e) {
                  failures.incrementAndGet();
                }
              }
              return null;
            });
      }
      for (Future<Void> done : senders.invokeAll(work)) {
        done.get();
      }
      assertThat(host.connections).hasValueLessThan(300);
    } finally {
      senders.shutdownNow();
    }
    assertThat(failures).hasValueLessThan(100);
  }

  private static String echo(String head) {
    String path = head.substring(head.indexOf('/'), head.indexOf(" HTTP"));
    int chance = ThreadLocalRandom.current().nextInt(30);
    String says = chance == 0 ? "Connection: close\r\n" : "";
    return "HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s%s"
        .formatted(says, path.length(), path, chance < 2 ? ScriptedHost.CLOSE : "");
  }

  private String sendWith(ScriptedHost host, CountDownLatch both) throws IOException {
    HttpRequest.Content waiting =
        new HttpRequest.Content() {
          @Override
          public int length() {
            return 1;
          }

          @Override
          public void writeTo(OutputStream out) throws IOException {
            both.countDown();
            try {
              both.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            out.write('x');
          }
        };
    return client.send(
        new HttpRequest("POST", host.url("/"), Map.of(), waiting), HttpClientTest::text);
  }

  @Test
  void anAddressThatRefusesIsNotTheHostsLast() throws Exception {
    InetAddress[] addresses = InetAddress.getAllByName("localhost");
    try (ServerSocket server = new ServerSocket(0, 5, addresses[addresses.length - 1]);
        ScriptedHost host = new ScriptedHost(server, OK)) {
      URL url = URI.create("http://localhost:" + host.port() + "/").toURL();

      assertThat(get(url)).isEqualTo("200 {}");
    }
  }

  @Test
  void aProxyIsToldTheWholeUrl() throws Exception {
    try (ScriptedHost proxy = new ScriptedHost(OK);
        HttpClient client = client(by(proxy, "Basic dTpw"), SILENCE_MILLIS)) {
      URL url = URI.create("http://logs.example:8080/a?b").toURL();

      assertThat(client.send(request(url), HttpClientTest::text)).isEqualTo("200 {}");
      assertThat(proxy.heads.get(0))
          .startsWith("GET http://logs.example:8080/a?b HTTP/1.1\r\n")
          .contains("\r\nHost: logs.example:8080\r\n")
          .contains("\r\nProxy-Authorization: Basic dTpw\r\n");
    }
  }

  @Test
  void aTunnelThatIsRefusedIsToldWithTheProxysAnswer() throws Exception {
    try (ScriptedHost proxy =
            new ScriptedHost("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
        HttpClient client = client(by(proxy, null), SILENCE_MILLIS)) {
      URL url = URI.create("https://logs.example/").toURL();

      assertThatThrownBy(() -> client.send(request(url), HttpClientTest::text))
          .hasMessageContaining("407")
          .hasMessageContaining("tunnel to logs.example:443");
      assertThat(proxy.heads.get(0))
          .startsWith("CONNECT logs.example:443 HTTP/1.1\r\nHost: logs.example:443\r\n")
          .doesNotContain("Proxy-Authorization");
    }
  }

  private static HttpProxy.Choice by(ScriptedHost proxy, @Nullable String authorization) {
    InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", proxy.port());
    return origin -> new HttpProxy(new Proxy(Proxy.Type.HTTP, address), authorization);
  }

  private static HttpClient client(HttpProxy.Choice proxies, int silenceMillis) {
    return new HttpClient("test-watchdog", settings(proxies, silenceMillis));
  }

  private static HttpSettings settings(HttpProxy.Choice proxies, int silenceMillis) {
    return new HttpSettings(null, proxies, 5_000, silenceMillis, 40_000);
  }

  private String get(URL url) throws IOException {
    return client.send(request(url), HttpClientTest::text);
  }

  private static HttpRequest request(URL url) {
    return new HttpRequest("GET", url, Map.of(), null);
  }

  private static String text(HttpAnswer answer) throws IOException {
    return answer.status() + " " + new String(answer.body().readAllBytes(), ISO_8859_1);
  }

  private static HttpRequest.Content content(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return new HttpRequest.Content() {
      @Override
      public int length() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }
}
