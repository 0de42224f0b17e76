package io.ringtail.sink.http;

import java.net.URI;
import java.net.URL;

/**
 * What a connection is made to.
 *
 * @param host as in a URL: an address of IPv6 in brackets
 */
record Origin(String scheme, String host, int port) {

  static Origin of(URL url) {
    int port = url.getPort() == -1 ? url.getDefaultPort() : url.getPort();
    return new Origin(url.getProtocol(), url.getHost(), port);
  }

  boolean isSecure() {
    return scheme.equals("https");
  }

  /** As the resolver and TLS take it. */
  String bareHost() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  String authority() {
    return host + ':' + port;
  }

  URI uri() {
    return URI.create(scheme + "://" + authority() + '/');
  }

  @Override
  public String toString() {
    return scheme + "://" + authority();
  }
}
