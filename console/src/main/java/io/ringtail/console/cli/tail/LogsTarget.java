package io.ringtail.console.cli.tail;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which service is asked.
 *
 * @param endpoint null: the one of AWS's region
 * @param isAws with credentials, quotas and bills; otherwise a console, which has none of these
 */
record LogsTarget(@Nullable URI endpoint, boolean isAws) {
  static final String LOCAL_CONSOLE = "http://127.0.0.1:4580";

  /** The SDK's own variable, which it would honour as well. */
  private static final String VARIABLE = "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS";

  /**
   * @throws IllegalArgumentException that names what is illegal
   */
  static LogsTarget of(@Nullable String endpoint, boolean aws, Map<String, String> env) {
    if (endpoint != null) {
      return of(endpoint, "--endpoint", aws);
    }
    String variable = env.getOrDefault(VARIABLE, "");
    if (!variable.isEmpty()) {
      return of(variable, VARIABLE, aws);
    }
    return aws ? new LogsTarget(null, true) : of(LOCAL_CONSOLE, "", false);
  }

  private static LogsTarget of(String text, String source, boolean aws) {
    try {
      URI uri = new URI(text);
      String host = uri.getHost();
      String scheme = uri.getScheme();
      if (host != null && ("http".equals(scheme) || "https".equals(scheme))) {
        return new LogsTarget(uri, aws || isOfAws(host.toLowerCase(Locale.ROOT)));
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        source + " is '" + text + "': must be like " + LOCAL_CONSOLE + "; nothing is read");
  }

  private static boolean isOfAws(String host) {
    return host.endsWith(".amazonaws.com")
        || host.endsWith(".amazonaws.com.cn")
        || host.endsWith(".api.aws");
  }

  String shown() {
    return endpoint == null ? "CloudWatch Logs" : endpoint.toString();
  }
}
