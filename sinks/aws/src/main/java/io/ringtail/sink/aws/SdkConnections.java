package io.ringtail.sink.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.sink.http.HttpProxy;
import io.ringtail.sink.http.HttpSettings;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SystemPropertyTlsKeyManagersProvider;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

/**
 * How an endpoint is reached, by the SDK's settings: through the proxy that system properties or
 * the environment name (http.proxyHost, https.proxyHost, http.nonProxyHosts; HTTP_PROXY,
 * HTTPS_PROXY, NO_PROXY), else through that of the JVM's selector; with a key of our own where
 * javax.net.ssl.keyStore names one.
 */
final class SdkConnections {
  private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
  private static final long WHOLE_TIMEOUT_MILLIS = 30_000;

  private SdkConnections() {}

  static HttpSettings to(AwsEndpoint endpoint) {
    String scheme = endpoint.uri().getScheme().toLowerCase(Locale.ROOT);
    HttpProxy proxy = proxy(scheme, endpoint.uri());
    return new HttpSettings(
        scheme.equals("https") ? tls() : null,
        origin -> proxy == null ? HttpProxy.ofJvm(origin) : proxy,
        CONNECT_TIMEOUT_MILLIS,
        endpoint.silenceMillis(),
        WHOLE_TIMEOUT_MILLIS);
  }

  /** Null where the SDK's settings name none. */
  private static @Nullable HttpProxy proxy(String scheme, URI endpoint) {
    ProxyConfiguration settings = ProxyConfiguration.builder().scheme(scheme).build();
    String host = settings.host();
    if (host == null) {
      return null;
    }
    String target = endpoint.getHost().toLowerCase(Locale.ROOT);
    if (settings.nonProxyHosts().stream().anyMatch(target::matches)) {
      return HttpProxy.NONE;
    }
    InetSocketAddress address = InetSocketAddress.createUnresolved(host, settings.port());
    return new HttpProxy(new Proxy(Proxy.Type.HTTP, address), authorization(settings));
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
