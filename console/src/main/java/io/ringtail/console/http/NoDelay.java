package io.ringtail.console.http;

/**
 * The JDK's server sends head and body of an answer in two packets; without TCP_NODELAY the second
 * waits for the client's delayed acknowledgement, 40 ms.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/jdk.httpserver/module-summary.html">System
 *     properties of jdk.httpserver</a>
 */
final class NoDelay {
  private static final String PROPERTY = "sun.net.httpserver.nodelay";

  private NoDelay() {}

  /** Takes effect for the JVM's first server and all later ones. */
  static void set() {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, "true");
    }
  }
}
