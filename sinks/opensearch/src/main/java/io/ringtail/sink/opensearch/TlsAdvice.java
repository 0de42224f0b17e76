package io.ringtail.sink.opensearch;

import java.io.IOException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** What to do where TLS fails, for people: the JDK says it in its own words. */
final class TlsAdvice {
  private static final String OTHER_NAMES =
      "; its certificate is for other names: RINGTAIL_OPENSEARCH_URL must use one of those";

  private TlsAdvice() {}

  /** Begins with a semicolon; empty where there is nothing to say. */
  static String about(IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    // Thrown as it is where the JDK has asked a verifier.
    if (message.contains("hostname wrong")) {
      return OTHER_NAMES;
    }
    if (!(failure instanceof SSLException)) {
      return "";
    }
    if (message.contains("pkix") || message.contains("unable to find valid certification path")) {
      return "; nobody who is trusted has signed its certificate: name a PEM file with its CA's"
          + " in RINGTAIL_OPENSEARCH_CA_FILE";
    }
    if (message.contains("subject alternative") || message.contains("no name matching")) {
      return OTHER_NAMES;
    }
    return message.contains("unrecognized ssl message")
        ? "; does it speak http, without the s, there?"
        : "";
  }
}
