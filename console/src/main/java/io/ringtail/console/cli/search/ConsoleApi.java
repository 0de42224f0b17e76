package io.ringtail.console.cli.search;

import io.ringtail.console.cli.SearchText;
import io.ringtail.console.json.JsonTree;
import io.ringtail.console.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a console's {@code /api}. */
final class ConsoleApi {
  static final String LOCAL = "http://127.0.0.1:4580";
  private static final String VARIABLE = "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS";
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  private final URI endpoint;

  private ConsoleApi(URI endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * @param given null: the environment's, else the one on this machine
   */
  static ConsoleApi at(@Nullable String given, Map<String, String> env) throws ApiProblem {
    String variable = env.getOrDefault(VARIABLE, "");
    String text = given != null ? given : variable.isEmpty() ? LOCAL : variable;
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return new ConsoleApi(uri);
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    String source = given != null ? "--endpoint" : VARIABLE;
    throw new ApiProblem(source + " is '" + text + "': must be like " + LOCAL, true);
  }

  URI endpoint() {
    return endpoint;
  }

  /**
   * @param path after {@code /api/}
   */
  Json get(String path, Map<String, String> parameters) throws ApiProblem {
    StringBuilder query = new StringBuilder();
    parameters.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? "?" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    try {
      // No proxy knows the way to this machine.
      HttpURLConnection connection =
          (HttpURLConnection)
              endpoint.resolve("/api/" + path + query).toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      int status = connection.getResponseCode();
      try (InputStream in =
          status == OK ? connection.getInputStream() : connection.getErrorStream()) {
        byte[] body = in == null ? new byte[0] : in.readAllBytes();
        return checked(status, body, parameters.getOrDefault("q", ""));
      }
    } catch (ConnectException | UnknownHostException e) {
      throw new ApiProblem(
          "no console at "
              + endpoint
              + " ("
              + e.getMessage()
              + "): start one (java -jar ringtail-console.jar), or give --endpoint",
          false);
    } catch (IOException e) {
      throw new ApiProblem(endpoint + ": " + e.getMessage(), false);
    }
  }

  private Json checked(int status, byte[] body, String query) throws ApiProblem {
    Json answer;
    try {
      answer = Json.of(JsonTree.read(body, body.length));
    } catch (MalformedJsonException e) {
      throw new ApiProblem(
          endpoint + " answers with status " + status + " and no JSON: is it a console?", false);
    }
    if (status == OK) {
      return answer;
    }
    if (answer.text("error").equals("query")) {
      throw new ApiProblem(
          SearchText.explain(
              query,
              (int) answer.number("position"),
              (int) answer.number("length"),
              answer.text("message")),
          true);
    }
    String message =
        answer.text("message").isEmpty() ? answer.text("error") : answer.text("message");
    throw new ApiProblem(
        endpoint + ": " + (message.isEmpty() ? "status " + status : message),
        status == BAD_REQUEST);
  }
}
