package io.ringtail.logback;

/**
 * Tells whether a logging context is stopped only to be started again, by Spring Boot.
 *
 * <p>Where Logback has configured itself, from a plain `logback.xml` say, Boot stops the context
 * while it starts and configures it from the same file. Nothing in the context tells that from its
 * end, which Boot brings about by the same call; only the caller does.
 *
 * @see <a
 *     href="https://github.com/spring-projects/spring-boot/blob/v3.5.14/spring-boot-project/spring-boot/src/main/java/org/springframework/boot/logging/logback/LogbackLoggingSystem.java">LogbackLoggingSystem.stopAndReset</a>,
 *     so named in Boot 2 as well. Under another name Boot's start waits for the drain, and numbers
 *     go on all the same.
 */
final class BootRestart {
  private static final String CLASS =
      "org.springframework.boot.logging.logback.LogbackLoggingSystem";
  private static final String METHOD = "stopAndReset";

  /** Between that method and a listener stand Logback's own, and what instruments them. */
  private static final int MAX_FRAMES = 32;

  private BootRestart() {}

  /** Whether the caller was called by it. */
  static boolean isUnderWay() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .limit(MAX_FRAMES)
                    .anyMatch(
                        frame ->
                            frame.getMethodName().equals(METHOD)
                                && frame.getClassName().equals(CLASS)));
  }
}
