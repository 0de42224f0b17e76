package io.ringtail.node.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that signs itself, as most kubelets make theirs: by the JDK's keytool.
 *
 * @param server what a server with it needs
 * @param pem the certificate, for those who are to trust it
 */
record SelfSigned(SSLContext server, Path pem) {
  private static final String PASSWORD = "changeit";

  /**
   * @param address the one that it is valid for: `ip:127.0.0.1`
   */
  static SelfSigned make(Path directory, String address)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = directory.resolve("kubelet.p12");
    Path pem = directory.resolve("kubelet.pem");
    keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-alias",
        "kubelet",
        "-dname",
        "CN=node-1",
        "-ext",
        "san=" + address,
        "-keystore",
        store.toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Base64.Encoder base64 = Base64.getMimeEncoder();
    Files.writeString(
        pem,
        "-----BEGIN CERTIFICATE-----\n"
            + base64.encodeToString(keys.getCertificate("kubelet").getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return new SelfSigned(context, pem);
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + output);
    }
  }
}
