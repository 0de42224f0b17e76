package io.ringtail.node.kubernetes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which certificates of kubelet are good: those signed by the cluster's authority, or any.
 *
 * <p>Most kubelets sign their serving certificate themselves, which is why `any` is what Fluent Bit
 * (tls.verify Off) and metrics-server (--kubelet-insecure-tls) are told as a rule. Threading: one
 * thread.
 */
final class KubeletTrust {
  private final @Nullable Path caFile;
  private byte @Nullable [] ca;
  private @Nullable SSLSocketFactory sockets;

  /**
   * @param caFile of the authority, read again when it changes; null: any certificate will do
   */
  KubeletTrust(@Nullable Path caFile) {
    this.caFile = caFile;
  }

  boolean isVerifying() {
    return caFile != null;
  }

  /** The same one as long as nothing changes: connections are kept by it. */
  SSLSocketFactory sockets() throws IOException, GeneralSecurityException {
    byte[] now = caFile == null ? new byte[0] : Files.readAllBytes(caFile);
    if (sockets == null || !Arrays.equals(ca, now)) {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, caFile == null ? new TrustManager[] {new Anybody()} : signedBy(now), null);
      sockets = context.getSocketFactory();
      ca = now;
    }
    return sockets;
  }

  private static TrustManager[] signedBy(byte[] pem) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem))) {
      store.setCertificateEntry("ca-" + count++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /** Looks at no certificate and no host name. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
