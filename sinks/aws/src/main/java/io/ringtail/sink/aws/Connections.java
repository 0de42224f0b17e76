package io.ringtail.sink.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SystemPropertyTlsKeyManagersProvider;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

/**
 * Makes connections to one endpoint, through the proxy that system properties or the environment
 * name for it: http.proxyHost, https.proxyHost, http.nonProxyHosts; HTTP_PROXY, HTTPS_PROXY,
 * NO_PROXY.
 *
 * <p>Over HttpURLConnection as the SDK's smallest client is, but without that client between: it
 * sends 4 KiB at a time, each with a system call of its own.
 *
 * <p>Threading: safe. The JDK keeps idle connections for the next call.
 */
final class Connections {
  private static final int CONNECT_TIMEOUT_MILLIS = 3_000;

  private final URL url;
  private final int silenceMillis;
  private final @Nullable Proxy proxy;
  private final @Nullable String proxyAuthorization;

  /** One for all: the JDK keeps idle connections by it. Not the program's default. */
  private final @Nullable SSLSocketFactory tls;

  /**
   * @throws IllegalArgumentException if the endpoint is not http or https
   */
  Connections(AwsEndpoint service) {
    URI endpoint = service.uri();
    silenceMillis = service.silenceMillis();
    try {
      url = endpoint.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("endpoint " + endpoint + ": " + e.getMessage(), e);
    }
    String scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
    ProxyConfiguration settings = ProxyConfiguration.builder().scheme(scheme).build();
    proxy = proxyFor(endpoint, settings);
    proxyAuthorization = proxy == null ? null : authorization(settings);
    tls = scheme.equals("https") ? tls() : null;
  }

  /** What connections are made to. */
  URL url() {
    return url;
  }

  /** A connection for one POST of {@code length} bytes; nothing is sent yet. */
  HttpURLConnection open(int length) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) (proxy == null ? url.openConnection() : url.openConnection(proxy));
    if (connection instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(tls);
    }
    if (proxyAuthorization != null) {
      connection.setRequestProperty("Proxy-Authorization", proxyAuthorization);
    }
    connection.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    connection.setReadTimeout(silenceMillis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(length);
    return connection;
  }

  private static @Nullable Proxy proxyFor(URI endpoint, ProxyConfiguration settings) {
    String host = settings.host();
    String target = endpoint.getHost().toLowerCase(Locale.ROOT);
    if (host == null || settings.nonProxyHosts().stream().anyMatch(target::matches)) {
      return null;
    }
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, settings.port()));
  }

  private static @Nullable String authorization(ProxyConfiguration settings) {
    String user = settings.username();
    String password = settings.password();
    if (user == null || user.isEmpty() || password == null || password.isEmpty()) {
      return null;
    }
    byte[] token = (user + ":" + password).getBytes(UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(token);
  }

  private static SSLSocketFactory tls() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(SystemPropertyTlsKeyManagersProvider.create().keyManagers(), null, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS cannot be used: " + e.getMessage(), e);
    }
  }
}
