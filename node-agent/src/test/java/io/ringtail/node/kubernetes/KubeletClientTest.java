package io.ringtail.node.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.kubernetes.KubeletAnswer.Failure;
import io.ringtail.node.kubernetes.KubeletAnswer.Pods;
import io.ringtail.node.kubernetes.PodListJson.PodJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class KubeletClientTest {
  private static final PodListJson ONE_POD =
      PodListJson.of(new PodJson("shop", "cart", "u1").running("app", "cart:1", "ab"));

  private static SelfSigned here;
  private static SelfSigned elsewhere;
  private static SelfSigned other;

  private final Path token;
  private final FakeKubelet kubelet = FakeKubelet.http();

  KubeletClientTest(@TempDir Path directory) throws IOException {
    kubelet.lists(() -> ONE_POD);
    token = directory.resolve("token");
    Files.writeString(token, "first\n");
  }

  @BeforeAll
  static void sign(@TempDir Path directory) throws Exception {
    here = SelfSigned.make(Files.createDirectory(directory.resolve("here")), "ip:127.0.0.1");
    elsewhere = SelfSigned.make(Files.createDirectory(directory.resolve("there")), "dns:elsewhere");
    other = SelfSigned.make(Files.createDirectory(directory.resolve("other")), "ip:127.0.0.1");
  }

  @AfterEach
  void stop() {
    kubelet.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void asksForPodsWithTheToken(String slash) {
    KubeletClient client = client(URI.create(kubelet.url() + slash), null);

    assertThat(pods(client.ask()).pods()).extracting(PodInfo::uid).containsExactly("u1");
    assertThat(kubelet.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.path()).isEqualTo("/pods");
              assertThat(request.authorization()).isEqualTo("Bearer first");
            });
  }

  @Test
  void readsTheTokenAgainWhenItHasBeenReplaced() throws IOException {
    KubeletClient client = client(kubelet.url(), null);
    client.ask();
    Files.writeString(token, "second");
    client.ask();
    Files.delete(token);
    client.ask();

    assertThat(kubelet.requests())
        .extracting(FakeKubelet.Request::authorization)
        .containsExactly("Bearer first", "Bearer second", null);
  }

  @Test
  void asksOverTheSameConnection() {
    KubeletClient client = client(kubelet.url(), null);
    client.ask();
    client.ask();

    assertThat(kubelet.requests()).extracting(FakeKubelet.Request::from).hasSize(2);
    assertThat(kubelet.requests().get(0).from()).isEqualTo(kubelet.requests().get(1).from());
  }

  @Test
  void takesAnyCertificateWhereNoneIsVerified() throws Exception {
    try (FakeKubelet secure = FakeKubelet.https(elsewhere)) {
      secure.lists(() -> ONE_POD);

      assertThat(pods(client(secure.url(), null).ask()).pods()).hasSize(1);
    }
  }

  @Test
  void verifiesCertificatesByTheAuthorityInTheFile() throws Exception {
    try (FakeKubelet secure = FakeKubelet.https(here)) {
      secure.lists(() -> ONE_POD);

      KubeletClient client = client(secure.url(), here.pem());
      assertThat(pods(client.ask()).pods()).hasSize(1);
      client.ask();
      assertThat(secure.requests().get(0).from()).isEqualTo(secure.requests().get(1).from());
    }
  }

  @Test
  void doesNotSendTheTokenToAKubeletThatItCannotVerify() throws Exception {
    try (FakeKubelet secure = FakeKubelet.https(other)) {
      Failure failure = failure(client(secure.url(), here.pem()).ask());

      assertThat(failure.problem()).isEqualTo("kubelet.tls");
      assertThat(failure.text()).contains("verify-kubelet: false");
      assertThat(secure.requests()).isEmpty();
    }
  }

  @Test
  void doesNotTakeACertificateForAnotherAddress() throws Exception {
    try (FakeKubelet secure = FakeKubelet.https(elsewhere)) {
      assertThat(failure(client(secure.url(), elsewhere.pem()).ask()).problem())
          .isEqualTo("kubelet.tls");
    }
  }

  @Test
  void saysThatTheAuthoritysFileIsMissing() throws Exception {
    try (FakeKubelet secure = FakeKubelet.https(here)) {
      assertThat(failure(client(secure.url(), Path.of("/nowhere/ca.crt")).ask()).text())
          .contains("/nowhere/ca.crt");
    }
  }

  @Test
  void saysWhichRuleIsMissingWhereItIsForbidden() {
    kubelet.answers(403, "Forbidden (user=system:serviceaccount:..., verb=get, resource=nodes)");

    assertThat(failure(client(kubelet.url(), null).ask()).text())
        .contains("403", "nodes/proxy", "nodes/pods", kubelet.url().toString());
  }

  @Test
  void saysWhatIsWrongWithTheToken() throws IOException {
    kubelet.answers(401, "Unauthorized");
    assertThat(failure(client(kubelet.url(), null).ask()).text())
        .contains("401", "does not accept the token", token.toString());

    Files.delete(token);
    assertThat(failure(client(kubelet.url(), null).ask()).text())
        .contains("no token to be read from " + token);
  }

  @Test
  void doesNotFollowARedirectionWithTheToken() {
    kubelet.handles(
        exchange -> {
          exchange.getResponseHeaders().add("Location", kubelet.url() + "/elsewhere");
          FakeKubelet.send(exchange, 302, "");
        });

    Failure failure = failure(client(kubelet.url(), null).ask());

    assertThat(failure.text()).contains("302", "/elsewhere", "RINGTAIL_KUBELET_URL");
    assertThat(kubelet.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>no</html>", "{\"items\":[{\"metadata\":{\"na", "{}", ""})
  void saysThatGarbageIsNoListOfPods(String body) {
    kubelet.answers(200, body);

    assertThat(failure(client(kubelet.url(), null).ask()).problem()).isEqualTo("kubelet.content");

    kubelet.lists(() -> ONE_POD);
    assertThat(pods(client(kubelet.url(), null).ask()).pods()).hasSize(1);
  }

  @Test
  void givesUpAKubeletThatIsSlow() {
    CountDownLatch end = new CountDownLatch(1);
    kubelet.handles(
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    Failure failure =
        failure(
            new KubeletClient(
                    kubelet.url(),
                    new ServiceAccount(token),
                    new KubeletTrust(null),
                    new PodListReader(key -> true),
                    100)
                .ask());

    end.countDown();
    assertThat(failure.problem()).isEqualTo("kubelet.timeout");
  }

  @Test
  void saysThatNobodyIsThere() {
    URI url = kubelet.url();
    kubelet.close();

    Failure failure = failure(client(url, null).ask());

    assertThat(failure.problem()).isEqualTo("kubelet.away");
    assertThat(failure.text()).contains(url.toString());
  }

  @Test
  void readsTenMegabytesAsTheyCome() {
    String pod =
        PodListJson.of(new PodJson("shop", "cart", "UID").running("app", "cart:1", "ab")).text();
    String item = pod.substring(pod.indexOf("[{") + 1, pod.length() - 2);
    String padded =
        item.replace("\"volumes\"", "\"pad\":\"" + "x".repeat(90_000) + "\",\"volumes\"");
    kubelet.handles(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write("{\"items\":[".getBytes(UTF_8));
          for (int i = 0; i < 110; i++) {
            out.write(((i == 0 ? "" : ",") + padded.replace("UID", "u" + i)).getBytes(UTF_8));
          }
          out.write("]}".getBytes(UTF_8));
        });

    assertThat(pods(client(kubelet.url(), null).ask()).pods()).hasSize(110);
  }

  private KubeletClient client(URI url, @Nullable Path ca) {
    return new KubeletClient(
        url, new ServiceAccount(token), new KubeletTrust(ca), new PodListReader(key -> true));
  }

  private static Pods pods(KubeletAnswer answer) {
    assertThat(answer).isInstanceOf(Pods.class);
    return (Pods) answer;
  }

  private static Failure failure(KubeletAnswer answer) {
    assertThat(answer).isInstanceOf(Failure.class);
    return (Failure) answer;
  }
}
