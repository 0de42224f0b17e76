package io.ringtail.agent.ship;

/** Whether the program means to bring its own LogManager, or its own loggers for the JDK. */
final class JulPlans {
  private static final String[] PROPERTIES = {
    "java.util.logging.manager",
    "java.util.logging.config.file",
    "java.util.logging.config.class",
    "jboss.home.dir",
  };

  private static final String FINDER = "META-INF/services/java.lang.System$LoggerFinder";

  private JulPlans() {}

  /** Reads the index of the class path's jars; for a thread of ours. */
  static boolean exist() {
    for (String property : PROPERTIES) {
      if (System.getProperty(property) != null) {
        return true;
      }
    }
    return System.getenv("JBOSS_HOME") != null
        || ClassLoader.getSystemClassLoader().getResource(FINDER) != null;
  }
}
