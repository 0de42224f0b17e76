package io.ringtail.sink.http;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between us and a host.
 *
 * @param authorization for a proxy that speaks HTTP and asks who we are; null for none
 */
public record HttpProxy(Proxy proxy, @Nullable String authorization) {
  public static final HttpProxy NONE = new HttpProxy(Proxy.NO_PROXY, null);

  /** Asked before each connection. */
  @FunctionalInterface
  public interface Choice {
    HttpProxy to(URI origin);
  }

  /**
   * The one that the JVM's selector names: by default by http.proxyHost, https.proxyHost,
   * socksProxyHost and http.nonProxyHosts.
   */
  public static HttpProxy ofJvm(URI origin) {
    ProxySelector selector = ProxySelector.getDefault();
    if (selector == null) {
      return NONE;
    }
    try {
      List<Proxy> proxies = selector.select(origin);
      return proxies.isEmpty() ? NONE : new HttpProxy(proxies.get(0), null);
    } catch (RuntimeException e) {
      // It may be the program's own.
      return NONE;
    }
  }

  boolean speaksHttp() {
    return proxy.type() == Proxy.Type.HTTP;
  }
}
