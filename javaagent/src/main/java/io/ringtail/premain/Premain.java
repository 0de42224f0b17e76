package io.ringtail.premain;

import java.io.File;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters the agent, at its start or later. Whatever is wrong, the program runs as if
 * we were not there, and stderr has one line at most.
 *
 * <p>Compiled for Java 8, so that an older JVM than we support can be told so instead of dying.
 */
public final class Premain {
  private static final int OLDEST_JAVA = 17;
  private static final String ENTRY = "io.ringtail.agent.AgentStart";

  /** Set once the agent is there, whichever copy of it: the second one does nothing. */
  private static final String ATTACHED = "io.ringtail.agent";

  private Premain() {}

  /** {@code -javaagent:ringtail-javaagent.jar[=arguments]}. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    if (!JdkTool.isRunning()) {
      attach(arguments, instrumentation);
    }
  }

  /** Attached to a running JVM. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    attach(arguments, instrumentation);
  }

  private static void attach(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      if (isSwitchedOff(arguments) || System.getProperty(ATTACHED) != null) {
        return;
      }
      System.setProperty(ATTACHED, version());
      int java = javaVersion(System.getProperty("java.specification.version"));
      if (java < OLDEST_JAVA) {
        tell("needs Java " + OLDEST_JAVA + " or newer, this is " + java + "; nothing is captured");
      } else {
        start(arguments, instrumentation, java);
      }
    } catch (Throwable e) {
      tell("the agent does not run here, nothing is captured: " + e);
    }
  }

  private static void start(@Nullable String arguments, Instrumentation instrumentation, int java)
      throws Exception {
    File jar = new File(Premain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Object[] context = {instrumentation, arguments, jar, version()};
    Class.forName(ENTRY, true, new AgentClassLoader(PackedFiles.open(jar), context, java));
  }

  private static boolean isSwitchedOff(@Nullable String arguments) {
    String value = System.getenv("RINGTAIL_ENABLED");
    if (value == null || value.isEmpty()) {
      value = System.getProperty("ringtail.enabled", "");
    }
    String word = (value.isEmpty() ? argument("enabled", arguments) : value).trim();
    return word.equalsIgnoreCase("false")
        || word.equalsIgnoreCase("no")
        || word.equalsIgnoreCase("off")
        || word.equals("0");
  }

  /** Of {@code name=value;name=value} the last of this name, or nothing. */
  static String argument(String name, @Nullable String arguments) {
    String found = "";
    String rest = arguments == null ? "" : arguments;
    while (!rest.isEmpty()) {
      int end = rest.indexOf(';') < 0 ? rest.length() : rest.indexOf(';');
      int equals = rest.indexOf('=');
      if (equals > 0 && equals < end && rest.substring(0, equals).trim().equals(name)) {
        found = rest.substring(equals + 1, end);
      }
      rest = rest.substring(Math.min(end + 1, rest.length()));
    }
    return found;
  }

  /** 8 for {@code 1.8}, 17 for {@code 17}; 0 for what is no version. */
  static int javaVersion(String specification) {
    String number = specification.startsWith("1.") ? specification.substring(2) : specification;
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String version() {
    Package here = Premain.class.getPackage();
    String version = here == null ? null : here.getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  private static void tell(String text) {
    try {
      System.err.println("ringtail warning: " + text);
    } catch (Throwable e) {
      // Nobody is left to tell.
    }
  }
}
