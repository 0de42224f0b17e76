package io.ringtail.agent.hook;

import java.util.List;

/**
 * Where frameworks write to a console, maybe on a thread of their own, long after the event was
 * captured: what is printed inside is not the program's own.
 *
 * <p>No event passes from here to another framework or appender. Methods that have kept their names
 * over the versions.
 */
final class OutputHooks {
  private static final String BYTES = "([BII)V";
  private static final String NOTHING = "()V";
  private static final String LOG4J2 = "org/apache/logging/log4j/core/";
  private static final String JUL_RECORD = "(Ljava/util/logging/LogRecord;)V";
  private static final String JBOSS_RECORD = "(Lorg/jboss/logmanager/ExtLogRecord;)V";
  private static final String LOG4J1_EVENT = "(Lorg/apache/log4j/spi/LoggingEvent;)V";

  static final List<Hook> ALL =
      List.of(
          hook(
              Framework.LOGBACK,
              "ch/qos/logback/core/OutputStreamAppender",
              "append",
              "(Ljava/lang/Object;)V"),
          // Below all appenders that lead to others, whose events are told apart by who calls whom.
          hook(
              Framework.LOG4J2,
              LOG4J2 + "appender/OutputStreamManager",
              "writeToDestination",
              BYTES),
          hook(
              Framework.LOG4J2,
              LOG4J2 + "appender/OutputStreamManager",
              "flushDestination",
              NOTHING),
          // ConsoleHandler flushes after its super class has published.
          hook(Framework.JUL, "java/util/logging/StreamHandler", "publish", JUL_RECORD),
          hook(Framework.JUL, "java/util/logging/StreamHandler", "flush", NOTHING),
          hook(Framework.JUL, "java/util/logging/StreamHandler", "close", NOTHING),
          hook(
              Framework.JBOSS,
              "org/jboss/logmanager/handlers/WriterHandler",
              "doPublish",
              JBOSS_RECORD),
          hook(Framework.JBOSS, "org/jboss/logmanager/handlers/WriterHandler", "flush", NOTHING),
          hook(Framework.LOG4J1, "org/apache/log4j/WriterAppender", "append", LOG4J1_EVENT));

  private OutputHooks() {}

  private static Hook hook(
      Framework framework, String className, String method, String descriptor) {
    return new Hook(framework, Role.OUTPUT, className, method, List.of(descriptor), null, null);
  }
}
