package io.ringtail.premain;

/**
 * Tells a tool of the JDK, or one that builds programs, from a program.
 *
 * <p>JAVA_TOOL_OPTIONS reaches keytool, jcmd and Maven as well: none of them has logs to ship, and
 * some have their output parsed.
 */
final class JdkTool {
  private static final String[] LAUNCHERS = {
    "org.codehaus.plexus.classworlds.launcher.Launcher",
    "org.apache.maven.wrapper.MavenWrapperMain",
    "org.gradle.launcher.GradleMain",
    "org.gradle.launcher.daemon.bootstrap.GradleDaemon",
    "org.gradle.wrapper.GradleWrapperMain",
    "worker.org.gradle.process.internal.worker.GradleWorkerMain",
    "com.sun.tools.",
    "sun.tools.",
    "sun.security.tools.",
    "jdk.jfr.internal.",
  };

  private JdkTool() {}

  static boolean isRunning() {
    try {
      String command = System.getProperty("sun.java.command", "");
      return command.isEmpty()
          ? isWithoutProgram(System.getProperty("sun.java.launcher", ""))
          : isTool(System.getProperty("jdk.module.main", ""), command);
    } catch (Throwable e) {
      return false;
    }
  }

  /**
   * {@code java -version} and the like, whose answer scripts read. A JVM inside another program has
   * no command, either, and is meant.
   *
   * @param launcher what has started the JVM
   */
  static boolean isWithoutProgram(String launcher) {
    return launcher.equals("SUN_STANDARD");
  }

  /**
   * @param module of the main class; empty for a class path
   * @param command the main class or jar, and its arguments
   */
  static boolean isTool(String module, String command) {
    // `java Program.java` compiles the program and runs it: that is a program.
    if (module.equals("jdk.compiler") && command.contains("launcher.")) {
      return false;
    }
    if (module.startsWith("java.") || module.startsWith("jdk.")) {
      return true;
    }
    for (String launcher : LAUNCHERS) {
      if (command.startsWith(launcher)) {
        return true;
      }
    }
    return false;
  }
}
