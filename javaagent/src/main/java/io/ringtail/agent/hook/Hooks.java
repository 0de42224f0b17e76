package io.ringtail.agent.hook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All hooks. A framework is added here, with a reader of its events, and nowhere else.
 *
 * <p>A hook's number is its place in the list.
 */
public final class Hooks {
  private static final String LOGBACK_EVENT = "Lch/qos/logback/classic/spi/ILoggingEvent;";
  private static final String LOG4J_EVENT = "Lorg/apache/logging/log4j/core/LogEvent;";
  private static final String LOGGER_CONFIG = "org/apache/logging/log4j/core/config/LoggerConfig";
  private static final String OWN_APPENDER = "io/ringtail/logback/RingtailAppender";

  private static final List<Hook> OF_EVENTS =
      List.of(
          // Public and of this name since 0.9; after level and turbo filters, before appenders.
          new Hook(
              Framework.LOGBACK,
              Role.CAPTURE,
              "ch/qos/logback/classic/Logger",
              "callAppenders",
              List.of("(" + LOGBACK_EVENT + ")V"),
              null,
              "io.ringtail.agent.logback.LogbackReader"),
          new Hook(
              Framework.LOGBACK,
              Role.OWN_APPENDER_STARTS,
              OWN_APPENDER,
              "start",
              List.of("()V"),
              null,
              null),
          new Hook(
              Framework.LOGBACK,
              Role.OWN_APPENDER_STOPS,
              OWN_APPENDER,
              "stop",
              List.of("()V"),
              null,
              null),
          new Hook(
              Framework.JUL,
              Role.CAPTURE,
              "java/util/logging/Logger",
              "log",
              List.of("(Ljava/util/logging/LogRecord;)V"),
              "java/util/logging/Filter.isLoggable",
              "io.ringtail.agent.jul.JulReader"),
          // Behind all other ways to log; the level has been looked at.
          new Hook(
              Framework.JBOSS,
              Role.CAPTURE,
              "org/jboss/logmanager/Logger",
              "logRaw",
              List.of("(Lorg/jboss/logmanager/ExtLogRecord;)V"),
              "org/jboss/logmanager/LoggerNode.isLoggable",
              "io.ringtail.agent.jboss.JbossReader"),
          // After the filters of context and logger; where asynchronous loggers end up, too. With
          // the predicate since 2.11.
          new Hook(
              Framework.LOG4J2,
              Role.CAPTURE,
              LOGGER_CONFIG,
              "processLogEvent",
              List.of(
                  "(" + LOG4J_EVENT + ")V",
                  "(" + LOG4J_EVENT + "L" + LOGGER_CONFIG + "$LoggerConfigPredicate;)V"),
              null,
              "io.ringtail.agent.log4j.Log4jReader"),
          new Hook(
              Framework.LOG4J2,
              Role.CAPTURE,
              "org/apache/logging/log4j/core/appender/AsyncAppender",
              "append",
              List.of("(" + LOG4J_EVENT + ")V"),
              null,
              "io.ringtail.agent.log4j.AsyncReader"),
          new Hook(
              Framework.LOG4J2,
              Role.REWRITE,
              "org/apache/logging/log4j/core/appender/rewrite/RewriteAppender",
              "append",
              List.of("(" + LOG4J_EVENT + ")V"),
              null,
              "io.ringtail.agent.log4j.Log4jReader"));

  private static final List<Hook> ALL = withOutput(OF_EVENTS);

  private Hooks() {}

  /** Console appenders matter for frameworks whose events are captured: others' we take as text. */
  private static List<Hook> withOutput(List<Hook> ofEvents) {
    List<Hook> all = new ArrayList<>(ofEvents);
    for (Hook output : OutputHooks.ALL) {
      for (Hook capture : ofEvents) {
        if (capture.role() == Role.CAPTURE && capture.framework() == output.framework()) {
          all.add(output);
          break;
        }
      }
    }
    return all;
  }

  public static Hook at(int number) {
    return ALL.get(number);
  }

  public static int count() {
    return ALL.size();
  }

  /** The hook by which events of {@code framework} are captured in {@code className}'s versions. */
  public static int captureOf(Framework framework) {
    for (int number = 0; number < ALL.size(); number++) {
      Hook hook = ALL.get(number);
      if (hook.framework() == framework && hook.role() == Role.CAPTURE) {
        return number;
      }
    }
    throw new IllegalArgumentException("no hook captures " + framework);
  }

  /** The numbers of all hooks by the internal name of their class. */
  static Map<String, int[]> byClassName() {
    Map<String, List<Integer>> numbers = new HashMap<>();
    for (int number = 0; number < ALL.size(); number++) {
      String name = ALL.get(number).className();
      List<Integer> those = numbers.get(name);
      if (those == null) {
        those = new ArrayList<>();
        numbers.put(name, those);
      }
      those.add(number);
    }
    Map<String, int[]> result = new HashMap<>();
    for (Map.Entry<String, List<Integer>> entry : numbers.entrySet()) {
      int[] those = new int[entry.getValue().size()];
      for (int i = 0; i < those.length; i++) {
        those[i] = entry.getValue().get(i);
      }
      result.put(entry.getKey(), those);
    }
    return result;
  }
}
