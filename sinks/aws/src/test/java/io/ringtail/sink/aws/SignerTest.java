package io.ringtail.sink.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotBlank;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** The SDK's own signer is the measure. */
class SignerTest {
  private static final String TARGET = "Logs_20140328.PutLogEvents";
  private static final Map<String, String> EXTRA =
      Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", TARGET);
  private static final AwsCredentials BASIC = AwsBasicCredentials.create("AKIDEXAMPLE", "se/cr+et");
  private static final AwsCredentials SESSION =
      AwsSessionCredentials.create(" ASIAEXAMPLE ", " secret ", " FwoGZXIvYXdzE//==\n");
  private static final Instant NOW = Instant.parse("2026-11-20T22:00:00.999Z");

  @Property(tries = 200)
  void signsAsTheSdkDoes(
      @ForAll @NotBlank @AlphaChars String secret,
      @ForAll String body,
      @ForAll @LongRange(min = 0, max = 4_102_444_800L) long epochSecond) {
    assertSignsAsTheSdk(
        URI.create("https://logs.eu-west-1.amazonaws.com"),
        body,
        AwsBasicCredentials.create("AKIDEXAMPLE", secret),
        Instant.ofEpochSecond(epochSecond));
  }

  @Example
  void signsEndpointsOfEveryShape() {
    for (String endpoint :
        new String[] {
          "https://logs.us-east-1.amazonaws.com/",
          "https://logs.us-east-1.amazonaws.com:443",
          "http://127.0.0.1:4580",
          "http://127.0.0.1:80",
          "http://[::1]:4580",
          "https://proxy.example/a/prefix",
          "https://proxy.example/a%20b/../c/~x+y/",
          "https://search.example/_bulk?timeout=30s&filter_path=errors,items.*.error&a=",
          "https://search.example/index%2C1/_bulk?b=%2F%20x&a-b=3&a=2&a=1",
        }) {
      assertSignsAsTheSdk(URI.create(endpoint), "{}", BASIC, NOW);
    }
  }

  @Example
  void signsWithTheTokenOfASession() {
    assertSignsAsTheSdk(URI.create("http://localhost:4580"), "{}", SESSION, NOW);
    assertThat(sign(URI.create("http://localhost"), "{}", SESSION, NOW))
        .containsEntry("x-amz-security-token", "FwoGZXIvYXdzE//==");
  }

  @Example
  void takesANewKeyForAnotherDayAndOtherCredentials() {
    URI endpoint = URI.create("http://localhost:4580");
    SettableClock clock = new SettableClock(NOW);
    Signer signer = new Signer("logs", "eu-west-1", clock);
    for (AwsCredentials credentials : new AwsCredentials[] {BASIC, SESSION, BASIC}) {
      for (Instant time : new Instant[] {NOW, NOW.plusSeconds(86_400), NOW}) {
        clock.now = time;
        assertThat(
                signer.sign(SigningTarget.of("POST", endpoint), EXTRA, sha256("{}"), credentials))
            .containsEntry("Authorization", bySdk(endpoint, "{}", credentials, time));
      }
    }
  }

  private static void assertSignsAsTheSdk(
      URI endpoint, String body, AwsCredentials credentials, Instant time) {
    assertThat(sign(endpoint, body, credentials, time).get("Authorization"))
        .as("%s", endpoint)
        .isEqualTo(bySdk(endpoint, body, credentials, time));
  }

  private static Map<String, String> sign(
      URI endpoint, String body, AwsCredentials credentials, Instant time) {
    return new Signer("logs", "eu-west-1", Clock.fixed(time, ZoneOffset.UTC))
        .sign(SigningTarget.of("POST", endpoint), EXTRA, sha256(body), credentials);
  }

  private static byte[] sha256(String body) {
    return Signer.sha256().digest(body.getBytes(UTF_8));
  }

  private static String bySdk(URI endpoint, String body, AwsCredentials credentials, Instant time) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", TARGET)
            .build();
    return AwsV4HttpSigner.create()
        .sign(
            sign ->
                sign.identity(credentials)
                    .request(request)
                    .payload(() -> new ByteArrayInputStream(body.getBytes(UTF_8)))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "logs")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)))
        .request()
        .firstMatchingHeader("Authorization")
        .orElseThrow();
  }

  private static final class SettableClock extends Clock {
    private Instant now;

    SettableClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
