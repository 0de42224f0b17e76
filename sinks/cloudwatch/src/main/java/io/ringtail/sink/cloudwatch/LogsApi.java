package io.ringtail.sink.cloudwatch;

import io.ringtail.sink.RetryCause;
import io.ringtail.sink.cloudwatch.Credentials.Loaded;
import io.ringtail.sink.cloudwatch.Credentials.NoCredentialsException;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Instant;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Calls an operation until there is a verdict: what can be mended at once (credentials, clock, a
 * connection that has gone stale) is mended here.
 *
 * <p>Threading: safe.
 */
final class LogsApi implements AutoCloseable {
  /** Credentials, clock, connection, token: each is mended once, so this is hardly reached. */
  private static final int MAX_ATTEMPTS = 6;

  private final LogsEndpoint endpoint;
  private final Notices notices;
  private final SigningClock clock;
  private final Credentials credentials = new Credentials();
  private final Exchange exchange;
  private volatile boolean greeted;

  LogsApi(LogsEndpoint endpoint, SigningClock clock, Notices notices) {
    this.endpoint = endpoint;
    this.clock = clock;
    this.notices = notices;
    this.exchange = new Exchange(endpoint, clock);
  }

  /**
   * @param operation for example {@code PutLogEvents}
   */
  Verdict call(String operation, RequestBody body) {
    Attempts attempts = new Attempts();
    Verdict verdict = null;
    while (verdict == null) {
      verdict = attempt(operation, body, attempts);
    }
    return verdict;
  }

  @Override
  public void close() {
    exchange.close();
    credentials.close();
  }

  /** One request; null if another one may do better. */
  private @Nullable Verdict attempt(String operation, RequestBody body, Attempts attempts) {
    attempts.count++;
    try {
      Loaded loaded = credentials.current();
      Answer answer = exchange.send(operation, body, loaded.credentials());
      Verdict verdict = Verdict.of(answer);
      if (verdict instanceof Verdict.Done) {
        greet(loaded.credentials());
      }
      return attempts.count < MAX_ATTEMPTS && isMended(verdict, answer, loaded, attempts)
          ? null
          : settled(verdict);
    } catch (NoCredentialsException e) {
      return new Verdict.NotNow(RetryCause.DENIED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      // A kept connection that the service has closed fails so, at once; a fresh one may not.
      if (!attempts.reconnected && mayBeStale(e)) {
        attempts.reconnected = true;
        return null;
      }
      return new Verdict.NotNow(RetryCause.UNAVAILABLE, endpoint.uri() + ": " + e);
    }
  }

  private boolean isMended(Verdict verdict, Answer answer, Loaded loaded, Attempts attempts) {
    if (verdict instanceof Verdict.StaleCredentials && !attempts.renewed) {
      attempts.renewed = true;
      credentials.renew(loaded);
      return true;
    }
    if (verdict instanceof Verdict.NotNow notNow
        && notNow.cause() == RetryCause.DENIED
        && CredentialSource.skippedFor(loaded.credentials()) != null) {
      // The chain stays with the node's role once it has used it: let it look again, next time.
      credentials.renew(loaded);
    }
    return verdict instanceof Verdict.Again || isSignedWithAWrongTime(answer);
  }

  private boolean isSignedWithAWrongTime(Answer answer) {
    Instant serverTime = Verdict.CLOCK_ERRORS.contains(answer.error()) ? answer.serverTime() : null;
    return serverTime != null && clock.learn(serverTime);
  }

  private static Verdict settled(Verdict verdict) {
    if (verdict instanceof Verdict.StaleCredentials stale) {
      return new Verdict.NotNow(RetryCause.DENIED, stale.detail());
    }
    if (verdict instanceof Verdict.Again again) {
      return new Verdict.NotNow(RetryCause.UNAVAILABLE, again.detail());
    }
    return verdict;
  }

  private static boolean mayBeStale(IOException e) {
    return !(e instanceof SocketTimeoutException
        || e instanceof ConnectException
        || e instanceof UnknownHostException
        || e instanceof SSLHandshakeException);
  }

  /** Says once under which name and where we deliver. */
  private void greet(AwsCredentials used) {
    if (greeted) {
      return;
    }
    greeted = true;
    notices.tell(
        Weight.INFO,
        "cloudwatch connected",
        "CloudWatch Logs answers: credentials from "
            + CredentialSource.describe(used)
            + "; region "
            + endpoint.region()
            + "; endpoint "
            + endpoint.uri());
    CredentialSource skipped = CredentialSource.skippedFor(used);
    if (skipped != null) {
      notices.tell(
          Weight.WARNING,
          "cloudwatch credentials",
          skipped.text() + " is set up for this process but gave no credentials; others are used");
    }
  }

  /** What has been tried for one call. */
  private static final class Attempts {
    private int count;
    private boolean reconnected;
    private boolean renewed;
  }
}
