package io.ringtail.sink.opensearch;

import java.io.IOException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** What to do where TLS fails, for people: the JDK says it in its own words. */
final class TlsAdvice {
  private TlsAdvice() {}

  /** Begins with a semicolon; empty where there is nothing to say. */
  static String about(IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (!(failure instanceof SSLException)) {
      return "";
    }
    if (message.contains("pkix") || message.contains("unable to find valid certification path")) {
      return "; nobody who is trusted has signed its certificate: name a PEM file with its CA's"
          + " in RINGTAIL_OPENSEARCH_CA_FILE";
    }
    if (message.contains("subject alternative") || message.contains("no name matching")) {
      return "; its certificate is for other names: RINGTAIL_OPENSEARCH_URL must use one of those";
    }
    return message.contains("unrecognized ssl message")
        ? "; does it speak http, without the s, there?"
        : "";
  }
}
