package io.ringtail.node.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks kubelet which pods are on its node: `GET /pods`, the one question it answers about them.
 *
 * <p>By the JDK's oldest HTTP client, which the sinks use as well: its classes are there, and it
 * has no threads. Threading: one thread.
 */
final class KubeletClient {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final long WHOLE_ANSWER_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long MAX_ANSWER_BYTES = 256L << 20;

  private final URI pods;
  private final ServiceAccount account;
  private final KubeletTrust trust;
  private final PodListReader reader;
  private final int timeoutMillis;

  KubeletClient(URI kubelet, ServiceAccount account, KubeletTrust trust, PodListReader reader) {
    this(kubelet, account, trust, reader, TIMEOUT_MILLIS);
  }

  /**
   * @param timeoutMillis for the connection, and for each wait for more of the answer
   */
  KubeletClient(
      URI kubelet,
      ServiceAccount account,
      KubeletTrust trust,
      PodListReader reader,
      int timeoutMillis) {
    String base = kubelet.toString();
    this.pods = URI.create(base.endsWith("/") ? base + "pods" : base + "/pods");
    this.account = account;
    this.trust = trust;
    this.reader = reader;
    this.timeoutMillis = timeoutMillis;
  }

  /** Asks once; takes some 35 s at the most. Never throws. */
  KubeletAnswer ask() {
    HttpURLConnection connection = null;
    KubeletAnswer answer;
    try {
      connection = connect();
      int status = connection.getResponseCode();
      answer =
          status == HttpURLConnection.HTTP_OK
              ? new KubeletAnswer.Pods(read(connection))
              : KubeletFailures.ofStatus(
                  pods, status, connection.getHeaderField("Location"), account);
    } catch (SSLException e) {
      answer = KubeletFailures.ofTls(pods, e, trust);
    } catch (SocketTimeoutException e) {
      answer = KubeletFailures.ofTimeout(pods, e);
    } catch (UnreadableAnswerException e) {
      answer = KubeletFailures.ofContent(pods, e);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      answer = KubeletFailures.ofConnection(pods, e);
    }
    if (connection != null && answer instanceof KubeletAnswer.Failure) {
      // What is left of its answer must not be taken for the next one.
      connection.disconnect();
    }
    return answer;
  }

  private HttpURLConnection connect() throws IOException, GeneralSecurityException {
    HttpURLConnection connection = (HttpURLConnection) pods.toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(timeoutMillis);
    connection.setReadTimeout(timeoutMillis);
    // The token would go along.
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept", "application/json");
    @Nullable String token = account.token();
    if (token != null) {
      connection.setRequestProperty("Authorization", "Bearer " + token);
    }
    if (connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(trust.sockets());
    }
    return connection;
  }

  private List<PodInfo> read(HttpURLConnection connection) throws IOException {
    long deadline = System.nanoTime() + WHOLE_ANSWER_NANOS;
    try (InputStream in =
        new BoundedAnswer(connection.getInputStream(), deadline, MAX_ANSWER_BYTES)) {
      List<PodInfo> pods = reader.read(in);
      // To its end, so that the connection can be used again.
      in.transferTo(OutputStream.nullOutputStream());
      return pods;
    } catch (SocketTimeoutException | SSLException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableAnswerException(e);
    }
  }

  /** It answered, but not with a list of pods. */
  static final class UnreadableAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableAnswerException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
