package io.ringtail.sink.opensearch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority of our own, and a server's certificate from it: by the JDK's keytool.
 *
 * @param pem the authority's certificate, for those who are to trust it
 * @param server what the server needs
 */
record TestCa(Path pem, SSLContext server) {
  private static final String PASSWORD = "changeit";

  /**
   * @param names those that the server's certificate is for: {@code ip:127.0.0.1}
   */
  static TestCa make(Path folder, String names)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path ca = folder.resolve("ca.p12");
    Path caPem = folder.resolve("ca.pem");
    Path server = folder.resolve("server.p12");
    Path request = folder.resolve("server.csr");
    Path signed = folder.resolve("server.pem");
    keytool(ca, "-genkeypair -keyalg EC -alias ca -dname CN=Authority -ext bc:critical=ca:true");
    keytool(ca, "-exportcert -rfc -alias ca -file", caPem.toString());
    keytool(server, "-genkeypair -keyalg EC -alias server -dname CN=opensearch");
    keytool(server, "-certreq -alias server -file", request.toString());
    keytool(
        ca,
        "-gencert -rfc -alias ca -ext san=" + names,
        "-infile",
        request.toString(),
        "-outfile",
        signed.toString());
    keytool(server, "-importcert -noprompt -alias ca -file", caPem.toString());
    keytool(server, "-importcert -noprompt -alias server -file", signed.toString());
    return new TestCa(caPem, context(server));
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(Path store, String words, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words.split(" ")));
    command.addAll(List.of(more));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + output);
    }
  }
}
