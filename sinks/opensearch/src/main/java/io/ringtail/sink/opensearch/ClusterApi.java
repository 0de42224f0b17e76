package io.ringtail.sink.opensearch;

import io.ringtail.sink.RetryCause;
import io.ringtail.sink.aws.Credentials.NoCredentialsException;
import io.ringtail.sink.opensearch.Exchange.Answer;
import io.ringtail.sink.opensearch.HostPool.Host;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends a request to one host after the other until there is an answer; what can be mended at once
 * (a connection that has gone stale, credentials, the clock) is mended here.
 *
 * <p>A request may so arrive twice, which documents with ids do not mind.
 *
 * <p>Threading: safe.
 */
final class ClusterApi implements AutoCloseable {
  private final HostPool hosts;
  private final Exchange exchange;
  private final Login login;

  ClusterApi(HostPool hosts, Exchange exchange, Login login) {
    this.hosts = hosts;
    this.exchange = exchange;
    this.login = login;
  }

  /** No host has answered. */
  static final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1;

    private final RetryCause cause;

    NoAnswerException(RetryCause cause, String message, Throwable reason) {
      super(message, reason);
      this.cause = cause;
    }

    RetryCause retryCause() {
      return cause;
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /**
   * @throws NoAnswerException with a message for people
   */
  <T> Answer<T> call(Request request, Exchange.Reader<T> reader) throws NoAnswerException {
    List<Host> candidates = hosts.candidates();
    NoAnswerException failure = null;
    for (int i = 0; i < candidates.size(); i++) {
      Host host = candidates.get(i);
      boolean isLast = i == candidates.size() - 1;
      try {
        Answer<T> answer = call(host, request, reader);
        if (!isGateway(answer.status())) {
          hosts.succeeded(host);
          return answer;
        }
        hosts.failed(host);
        if (isLast) {
          return answer;
        }
      } catch (NoCredentialsException e) {
        throw new NoAnswerException(RetryCause.DENIED, String.valueOf(e.getMessage()), e);
      } catch (IOException e) {
        hosts.failed(host);
        failure =
            new NoAnswerException(RetryCause.UNAVAILABLE, host + ": " + e + TlsAdvice.about(e), e);
        if (e instanceof SocketTimeoutException && !isConnecting(e)) {
          // It may be at work on it: the others would be given the same work.
          throw failure;
        }
      }
    }
    throw failure == null
        ? new NoAnswerException(RetryCause.UNAVAILABLE, "no host", new IOException())
        : failure;
  }

  @Override
  public void close() {
    exchange.close();
  }

  private <T> Answer<T> call(Host host, Request request, Exchange.Reader<T> reader)
      throws IOException {
    Answer<T> answer = sendTwice(host, request, reader);
    boolean denied = answer.status() == 401 || answer.status() == 403;
    return denied && login.isMended(answer.error().reason(), answer.serverTime())
        ? sendTwice(host, request, reader)
        : answer;
  }

  private <T> Answer<T> sendTwice(Host host, Request request, Exchange.Reader<T> reader)
      throws IOException {
    try {
      return exchange.send(host.uri(), request, reader);
    } catch (IOException e) {
      // A kept connection that the host has closed fails so, at once; a fresh one may not.
      if (!mayBeStale(e)) {
        throw e;
      }
      return exchange.send(host.uri(), request, reader);
    }
  }

  private static boolean mayBeStale(IOException e) {
    return !(e instanceof SocketTimeoutException
        || e instanceof ConnectException
        || e instanceof UnknownHostException
        || e instanceof SSLHandshakeException
        || "closed".equals(e.getMessage())
        || !TlsAdvice.about(e).isEmpty());
  }

  private static boolean isConnecting(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.toLowerCase(Locale.ROOT).contains("connect");
  }

  /** What stands before a node, or a node that is leaving: another one may answer. */
  private static boolean isGateway(int status) {
    return status >= 502 && status <= 504;
  }
}
