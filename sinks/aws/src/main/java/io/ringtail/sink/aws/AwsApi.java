package io.ringtail.sink.aws;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.aws.Credentials.Loaded;
import io.ringtail.sink.aws.Credentials.NoCredentialsException;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Calls operations of one service: what can be mended at once (credentials, clock, a connection
 * that has gone stale) is mended here.
 *
 * <p>Threading: safe.
 */
public final class AwsApi implements AutoCloseable {
  /** Credentials, clock, connection: each is mended once, so this is hardly reached. */
  private static final int MAX_ATTEMPTS = 6;

  private final AwsService service;
  private final AwsEndpoint endpoint;
  private final Notices notices;
  private final SigningClock clock;
  private final Credentials credentials = new Credentials();
  private final Exchange exchange;
  private volatile boolean greeted;

  /**
   * @param clock the machine's
   */
  public AwsApi(AwsService service, AwsEndpoint endpoint, Clock clock, Notices notices) {
    this.service = service;
    this.endpoint = endpoint;
    this.notices = notices;
    this.clock = new SigningClock(service, clock, notices);
    this.exchange = new Exchange(service, endpoint, this.clock);
  }

  /**
   * One request, or another one where that may do better.
   *
   * @param operation for example {@code PutLogEvents}
   * @param result given the members of each answer that there is
   */
  public Reply call(String operation, RequestBody body, ResultReader result) {
    Attempts attempts = new Attempts();
    Reply reply = null;
    while (reply == null) {
      reply = attempt(operation, body, result, attempts);
    }
    return reply;
  }

  /** The service's time, as far as its answers have told. */
  public Instant serviceTime() {
    return clock.instant();
  }

  @Override
  public void close() {
    exchange.close();
    credentials.close();
  }

  /** One request; null if another one may do better. */
  private @Nullable Reply attempt(
      String operation, RequestBody body, ResultReader result, Attempts attempts) {
    attempts.count++;
    try {
      Loaded loaded = credentials.current();
      Answer answer = exchange.send(operation, body, result, loaded.credentials());
      if (answer.isSuccess()) {
        greet(loaded.credentials());
      }
      if (attempts.count < MAX_ATTEMPTS && isMended(answer, loaded, attempts)) {
        return null;
      }
      return attempts.reconnected ? answer.asRepeated() : answer;
    } catch (NoCredentialsException e) {
      return noAnswer(RetryCause.DENIED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      // A kept connection that the service has closed fails so, at once; a fresh one may not.
      if (!attempts.reconnected && mayBeStale(e)) {
        attempts.reconnected = true;
        return null;
      }
      return noAnswer(RetryCause.UNAVAILABLE, endpoint.uri() + ": " + e);
    }
  }

  private boolean isMended(Answer answer, Loaded loaded, Attempts attempts) {
    if (CommonErrors.isStale(answer) && !attempts.renewed) {
      attempts.renewed = true;
      credentials.renew(loaded);
      return true;
    }
    if (CommonErrors.causeOf(answer) == RetryCause.DENIED
        && CredentialSource.skippedFor(loaded.credentials()) != null) {
      // The chain stays with the node's role once it has used it: let it look again, next time.
      credentials.renew(loaded);
    }
    return isSignedWithAWrongTime(answer);
  }

  private boolean isSignedWithAWrongTime(Answer answer) {
    Instant serverTime = CommonErrors.mayBeClock(answer) ? answer.serverTime() : null;
    return serverTime != null && clock.learn(serverTime);
  }

  private static Reply noAnswer(RetryCause cause, String detail) {
    return new Reply.NoAnswer(new Outcome.RetryLater(cause, detail));
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
        service.sink() + " connected",
        service.id()
            + " answers: credentials from "
            + CredentialSource.describe(used)
            + "; region "
            + endpoint.region()
            + "; endpoint "
            + endpoint.uri());
    CredentialSource skipped = CredentialSource.skippedFor(used);
    if (skipped != null) {
      notices.tell(
          Weight.WARNING,
          service.sink() + " credentials",
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
