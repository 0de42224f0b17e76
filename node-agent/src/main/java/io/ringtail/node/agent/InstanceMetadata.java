package io.ringtail.node.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.metadata.Surroundings;
import io.ringtail.sink.RingtailThread;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the EC2 instance says of itself: availability zone, instance id. Each is asked for once, but
 * where the service does not answer: then again, on a thread of its own, until it does.
 *
 * <p>Threading: one thread. {@link #find} waits for an answer until {@link #started}, for up to 2 s
 * in all where there is none; from then on it does not wait.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html">IMDSv2</a>
 */
final class InstanceMetadata implements AutoCloseable {
  private static final String ENDPOINT = "http://169.254.169.254";
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final int MAX_ANSWER_BYTES = 1_024;
  private static final long MAX_PAUSE_MILLIS = 60_000;

  private final String endpoint;
  private final Notices notices;
  private final boolean enabled;
  private final long firstPauseMillis;

  /** Empty for a path of which the service has said that there is nothing. */
  private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

  /** Asked for, and not answered yet. */
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  private volatile boolean hasNews;
  private volatile boolean closed;
  private boolean started;
  private boolean answers = true;
  private @Nullable Thread asking;

  /** As AWS_EC2_METADATA_DISABLED and AWS_EC2_METADATA_SERVICE_ENDPOINT want it. */
  InstanceMetadata(Surroundings surroundings, Notices notices) {
    this(surroundings, notices, 5_000);
  }

  InstanceMetadata(Surroundings surroundings, Notices notices, long firstPauseMillis) {
    String given = surroundings.env("AWS_EC2_METADATA_SERVICE_ENDPOINT");
    this.endpoint = given == null || given.isBlank() ? ENDPOINT : given.strip();
    this.enabled = !"true".equalsIgnoreCase(surroundings.env("AWS_EC2_METADATA_DISABLED"));
    this.notices = notices;
    this.firstPauseMillis = firstPauseMillis;
  }

  /**
   * @param path below /latest/meta-data/, `instance-id` say
   * @return null where it is not known
   */
  @Nullable String find(String path) {
    if (!known.containsKey(path) && enabled) {
      open.add(path);
      if (!started && answers) {
        answers = ask();
      }
      if (started) {
        askLater();
      }
    }
    return known.getOrDefault(path, Optional.empty()).orElse(null);
  }

  /** Nobody can wait any more. */
  void started() {
    started = true;
    if (!open.isEmpty()) {
      askLater();
    }
  }

  /** Whether more is known than {@link #find} has told; once. */
  boolean takeNews() {
    boolean had = hasNews;
    if (had) {
      hasNews = false;
    }
    return had;
  }

  @Override
  public void close() {
    closed = true;
    Thread running = asking;
    if (running != null) {
      running.interrupt();
    }
  }

  private void askLater() {
    Thread running = asking;
    if (running == null || !running.isAlive()) {
      asking = new RingtailThread("imds", this::askUntilAnswered);
      asking.start();
    }
  }

  private void askUntilAnswered() {
    try {
      long pauseMillis = firstPauseMillis;
      while (!closed) {
        if (ask()) {
          hasNews = true;
          return;
        }
        Thread.sleep(pauseMillis);
        pauseMillis = Math.min(MAX_PAUSE_MILLIS, 2 * pauseMillis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Asks for all that is open.
   *
   * @return whether all was answered
   */
  private boolean ask() {
    try {
      HttpURLConnection asked = open("/latest/api/token");
      asked.setRequestMethod("PUT");
      asked.setRequestProperty("X-aws-ec2-metadata-token-ttl-seconds", "60");
      String token = answer(asked).orElseThrow(() -> new IOException("no tokens"));
      for (String path : List.copyOf(open)) {
        asked = open("/latest/meta-data/" + path);
        asked.setRequestProperty("X-aws-ec2-metadata-token", token);
        Optional<String> answer = answer(asked);
        known.put(path, answer);
        open.remove(path);
        if (answer.isEmpty()) {
          tell("the instance has no metadata at " + path);
        }
      }
      return true;
    } catch (IOException | IllegalArgumentException e) {
      tell("the instance's metadata is not known (" + e + "), it is asked for again");
      return false;
    }
  }

  private void tell(String what) {
    notices.tell(
        Weight.INFO, "imds", what + "; fields made of such ${imds:...} are left out of records");
  }

  private HttpURLConnection open(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(endpoint + path).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  /** Empty where there is nothing. */
  private static Optional<String> answer(HttpURLConnection asked) throws IOException {
    int status = asked.getResponseCode();
    if (status == HttpURLConnection.HTTP_NOT_FOUND) {
      return Optional.empty();
    }
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException(asked.getURL() + " answered " + status);
    }
    try (InputStream in = asked.getInputStream()) {
      return Optional.of(new String(in.readNBytes(MAX_ANSWER_BYTES), UTF_8).strip());
    }
  }
}
