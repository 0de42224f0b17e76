package io.ringtail.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agent itself needs to know when the JVM starts: environment before system property
 * before {@code -javaagent:…=name=value;name=value}. All else is read by core, later.
 *
 * @param debug whether to tell what the agent does
 * @param captureOutput whether System.out and System.err are captured
 * @param quietConsoleAppenders whether the frameworks' console output is kept out of stdout
 * @param extensions where more sinks are: a folder of jars, or a jar; null: nowhere
 * @param pipelineArguments the arguments that are core's to read, by the names of Logback's XML
 * @param problems what is wrong with the rest, a line each
 */
public record AgentOptions(
    boolean debug,
    boolean captureOutput,
    boolean quietConsoleAppenders,
    @Nullable String extensions,
    Map<String, String> pipelineArguments,
    List<String> problems) {

  /** Reads them; wrong ones are told later, with those of the pipeline. */
  static AgentOptions read(@Nullable String arguments) {
    List<String> problems = new ArrayList<>();
    Map<String, String> given = arguments(arguments, problems);
    boolean debug = bool("DEBUG", given.remove("debug"), false, problems);
    boolean output = bool("STDOUT", given.remove("stdout"), true, problems);
    boolean quiet = isQuiet(given.remove("consoleAppenders"), problems);
    String extensions = find("EXTENSIONS", given.remove("extensions"));
    return new AgentOptions(debug, output, quiet, extensions, given, problems);
  }

  private static Map<String, String> arguments(@Nullable String text, List<String> problems) {
    Map<String, String> given = new HashMap<>();
    if (text == null || text.isEmpty()) {
      return given;
    }
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf(';', from);
      end = end < 0 ? text.length() : end;
      String part = text.substring(from, end).trim();
      int equals = part.indexOf('=');
      if (equals > 0) {
        given.put(part.substring(0, equals).trim(), part.substring(equals + 1).trim());
      } else if (!part.isEmpty()) {
        problems.add(part + " (argument of -javaagent): legal is name=value;name=value; ignored");
      }
      from = end + 1;
    }
    return given;
  }

  private static boolean bool(
      String name, @Nullable String argument, boolean fallback, List<String> problems) {
    String value = find(name, argument);
    if (value == null) {
      return fallback;
    }
    String word = value.trim().toLowerCase(java.util.Locale.ROOT);
    if (word.equals("true") || word.equals("yes") || word.equals("on") || word.equals("1")) {
      return true;
    }
    if (word.equals("false") || word.equals("no") || word.equals("off") || word.equals("0")) {
      return false;
    }
    problems.add(wrong(name, value, "legal are true and false", String.valueOf(fallback)));
    return fallback;
  }

  private static boolean isQuiet(@Nullable String argument, List<String> problems) {
    String value = find("CONSOLE_APPENDERS", argument);
    if (value == null || value.trim().equalsIgnoreCase("keep")) {
      return false;
    }
    if (value.trim().equalsIgnoreCase("quiet")) {
      return true;
    }
    problems.add(wrong("CONSOLE_APPENDERS", value, "legal are keep and quiet", "keep"));
    return false;
  }

  private static String wrong(String name, String value, String legal, String fallback) {
    return "RINGTAIL_" + name + "=\"" + value + "\": " + legal + "; using the default " + fallback;
  }

  private static @Nullable String find(String name, @Nullable String argument) {
    String value = System.getenv("RINGTAIL_" + name);
    if (value == null || value.isEmpty()) {
      value =
          System.getProperty(
              "ringtail." + name.toLowerCase(java.util.Locale.ROOT).replace('_', '.'));
    }
    return value == null || value.isEmpty() ? argument : value;
  }
}
