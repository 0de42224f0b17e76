package io.ringtail.node.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.metadata.Surroundings;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the EC2 instance says of itself: availability zone, instance id. Each is asked for once;
 * where the service does not answer, nothing more is asked.
 *
 * <p>Threading: one thread. Blocks for up to 2 s at the first question.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html">IMDSv2</a>
 */
final class InstanceMetadata {
  private static final String ENDPOINT = "http://169.254.169.254";
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final int MAX_ANSWER_BYTES = 1_024;

  private final Map<String, String> known = new HashMap<>();
  private final String endpoint;
  private final Notices notices;
  private boolean reachable;
  private @Nullable String token;

  /** As AWS_EC2_METADATA_DISABLED and AWS_EC2_METADATA_SERVICE_ENDPOINT want it. */
  InstanceMetadata(Surroundings surroundings, Notices notices) {
    String given = surroundings.env("AWS_EC2_METADATA_SERVICE_ENDPOINT");
    this.endpoint = given == null || given.isBlank() ? ENDPOINT : given.strip();
    this.reachable = !"true".equalsIgnoreCase(surroundings.env("AWS_EC2_METADATA_DISABLED"));
    this.notices = notices;
  }

  /**
   * @param path below /latest/meta-data/, `instance-id` say
   * @return null where it is not known
   */
  @Nullable String find(String path) {
    String value = known.get(path);
    if (value == null && reachable) {
      value = ask(path);
      if (value != null) {
        known.put(path, value);
      }
    }
    return value;
  }

  private @Nullable String ask(String path) {
    try {
      if (token == null) {
        HttpURLConnection asked = open("/latest/api/token");
        asked.setRequestMethod("PUT");
        asked.setRequestProperty("X-aws-ec2-metadata-token-ttl-seconds", "60");
        token = answer(asked);
      }
      HttpURLConnection asked = open("/latest/meta-data/" + path);
      asked.setRequestProperty("X-aws-ec2-metadata-token", token);
      return answer(asked);
    } catch (IOException | IllegalArgumentException e) {
      reachable = false;
      notices.tell(
          Weight.INFO,
          "imds",
          "the instance's metadata is not known ("
              + e
              + "); fields made of ${imds:...} are left out of records");
      return null;
    }
  }

  private HttpURLConnection open(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(endpoint + path).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  private static String answer(HttpURLConnection asked) throws IOException {
    if (asked.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException(asked.getURL() + " answered " + asked.getResponseCode());
    }
    try (InputStream in = asked.getInputStream()) {
      return new String(in.readNBytes(MAX_ANSWER_BYTES), UTF_8).strip();
    }
  }
}
