package io.ringtail.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the page is served. */
final class PageTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Console console;

  PageTest() throws Exception {
    console = Console.start(ConsoleOptions.builder().index(true).build());
  }

  @AfterEach
  void close() {
    console.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(console.endpoint().resolve(path));
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = to(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aBrowserGetsThePageAndOthersGetText() throws Exception {
    assertThat(get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8").body())
        .startsWith("<!doctype html>");
    assertThat(get("/", "Accept", "*/*").body()).startsWith("Ringtail console");
    assertThat(get("/").body()).startsWith("Ringtail console");
  }

  @Test
  void withoutTheIndexThereIsOnlyText() throws Exception {
    try (Console plain = Console.start(ConsoleOptions.defaults())) {
      HttpRequest request =
          HttpRequest.newBuilder(plain.endpoint().resolve("/"))
              .header("Accept", "text/html")
              .build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .startsWith("Ringtail console");
    }
  }

  @Test
  void everyFileForbidsWhatIsNotOurs() throws Exception {
    for (String path : new String[] {"/index.html", "/main.js", "/ui/app.js", "/style/page.css"}) {
      HttpResponse<String> response = get(path);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
                      .contains("frame-ancestors 'none'", "base-uri 'none'")
                      .doesNotContain("unsafe"));
      assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
    assertThat(get("/main.js").headers().firstValue("Content-Type"))
        .hasValue("text/javascript; charset=utf-8");
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    for (String path :
        new String[] {
          "/none.js",
          "/Page.class",
          "/tsconfig.json",
          "/..%2fPage.class",
          "/ui/",
          "/vendor/preact/index.d.ts"
        }) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void aBrowserThatHasTheNewestIsNotSentItAgain() throws Exception {
    String tag = get("/main.js").headers().firstValue("ETag").orElseThrow();
    assertThat(get("/main.js", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get("/main.js", "If-None-Match", "\"older\"").statusCode()).isEqualTo(200);
  }

  @Test
  void isSentCompressedWhereThatIsUnderstood() throws Exception {
    HttpResponse<byte[]> response =
        client.send(
            to("/main.js").header("Accept-Encoding", "gzip, br").build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes())
        .isEqualTo(get("/main.js").body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    HttpResponse<Void> response =
        client.send(
            to("/main.js").method("DELETE", HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.discarding());
    assertThat(response.statusCode()).isEqualTo(405);
    HttpResponse<byte[]> head =
        client.send(
            to("/main.js").method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }
}
