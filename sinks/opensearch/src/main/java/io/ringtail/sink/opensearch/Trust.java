package io.ringtail.sink.opensearch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whose certificates are trusted: those of a file, or of the JVM. Never the program's settings. */
final class Trust {
  private Trust() {}

  /**
   * @param caFile PEM, any number of certificates; null: what the JVM trusts
   * @throws IOException if the file cannot be read as certificates, with a message for people
   */
  static SSLSocketFactory of(@Nullable Path caFile) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, caFile == null ? null : trusting(caFile), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be used: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] trusting(Path caFile) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    try (InputStream in = Files.newInputStream(caFile)) {
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + count++, certificate);
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IOException(
          "RINGTAIL_OPENSEARCH_CA_FILE=" + caFile + " cannot be read as PEM certificates: " + e, e);
    }
    if (count == 0) {
      throw new IOException("RINGTAIL_OPENSEARCH_CA_FILE=" + caFile + " holds no certificate");
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
