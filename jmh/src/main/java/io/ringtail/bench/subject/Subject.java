package io.ringtail.bench.subject;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.ringtail.bench.Workload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One appender behind Logback's real logger, alone in this process.
 *
 * <p>Threading: one thread opens and closes it; any may log.
 */
public final class Subject implements AutoCloseable {
  private final LoggerContext context;
  private final Appender<ILoggingEvent> appender;
  private final Logger logger;

  private Subject(LoggerContext context, Appender<ILoggingEvent> appender) {
    this.context = context;
    this.appender = appender;
    this.logger = context.getLogger(Workload.LOGGER);
  }

  /** Resets Logback's context of this process and starts the appender in it. */
  public static Subject open(SubjectKind kind, SubjectOptions options) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.start();
    // As every program does that ships with the AWS SDK; at INFO it says nothing either.
    context.getLogger("software.amazon.awssdk").setLevel(Level.WARN);
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    Appender<ILoggingEvent> appender = Appenders.start(kind, options, context);
    root.addAppender(appender);
    return new Subject(context, appender);
  }

  /** Where to log. */
  public Logger logger() {
    return logger;
  }

  public Appender<ILoggingEvent> appender() {
    return appender;
  }

  /** Stops the context as a program does at its end, which stops the appender. */
  @Override
  public void close() {
    context.stop();
  }
}
