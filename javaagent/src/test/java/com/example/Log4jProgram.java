package com.example;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.apache.logging.log4j.core.appender.rewrite.RewriteAppender;
import org.apache.logging.log4j.core.appender.rewrite.RewritePolicy;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;

/** Logs through Log4j 2, in the way that its argument names. Links to nothing newer than 2.6. */
public final class Log4jProgram {
  public static final int THREADS = 2;
  public static final int EVENTS_PER_THREAD = 500;

  private Log4jProgram() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "every-kind" -> everyKind();
      case "many" -> many();
      case "redact" -> redact();
      case "redact-behind-queue" -> redactBehindQueue();
      case "recursion" -> recursion();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void everyKind() {
    Logger log = LogManager.getLogger("com.example.Program");
    ThreadContext.put("trace_id", "4bf92f35");
    log.info(
        MarkerManager.getMarker("LOGIN").addParents(MarkerManager.getMarker("AUDIT")),
        "order {} accepted",
        17);
    ThreadContext.clearMap();
    log.log(Level.forName("NOTICE", 350), "of a level of its own");
    log.error("failed", new IllegalStateException("outer", new java.io.IOException("reset")));
    LogManager.getLogger("org.example.Other").debug("the root logger lets INFO pass");
  }

  private static void many() throws InterruptedException {
    // A second thread that comes while the first one configures Log4j logs nothing for a moment.
    LogManager.getLogger("com.example.Program");
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      Thread thread = new Thread(() -> count(Thread.currentThread().getName()), "worker-" + t);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void count(String name) {
    Logger log = LogManager.getLogger("com.example.Program");
    ThreadContext.put("worker", name);
    for (int i = 1; i <= EVENTS_PER_THREAD; i++) {
      log.info("{} event {}", name, i);
    }
  }

  /** Two appenders that mask, one behind the other, and one beside them that masks otherwise. */
  private static void redact() {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    Configuration configuration = context.getConfiguration();
    rewriting(configuration, "inner", "console", "4111", "***");
    RewriteAppender outer = rewriting(configuration, "outer", "inner", "secret", "(hidden)");
    RewriteAppender beside = rewriting(configuration, "beside", "console", "4111", "???");
    configuration.getRootLogger().getAppenders().keySet().stream()
        .toList()
        .forEach(configuration.getRootLogger()::removeAppender);
    configuration.getRootLogger().addAppender(outer, null, null);
    configuration.getRootLogger().addAppender(beside, null, null);
    context.updateLoggers();
    LogManager.getLogger("com.example.Cards").info("card {} {}", "4111", "secret");
    LogManager.getLogger("com.example.Cards").info("broken");
    LogManager.getLogger("com.example.Cards").info("the last one");
  }

  /** An appender with a thread of its own before the two that mask. */
  private static void redactBehindQueue() {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    Configuration configuration = context.getConfiguration();
    rewriting(configuration, "masking", "console", "4111", "***");
    rewriting(configuration, "masking too", "console", "4111", "???");
    AppenderRef[] references = {
      AppenderRef.createAppenderRef("masking", null, null),
      AppenderRef.createAppenderRef("masking too", null, null)
    };
    AsyncAppender queue = queue(configuration, references);
    configuration.addAppender(queue);
    queue.start();
    configuration.getRootLogger().removeAppender("console");
    configuration.getRootLogger().addAppender(queue, null, null);
    context.updateLoggers();
    for (int i = 1; i <= 3; i++) {
      ThreadContext.put("order", Integer.toString(i));
      LogManager.getLogger("com.example.Cards").info("card {} of {}", "4111", i);
    }
  }

  // The factory that all versions have.
  @SuppressWarnings("deprecation")
  private static AsyncAppender queue(Configuration configuration, AppenderRef[] references) {
    return AsyncAppender.createAppender(
        references, null, true, 1_000, 128, "queue", false, null, configuration, true);
  }

  private static RewriteAppender rewriting(
      Configuration configuration, String name, String to, String word, String mask) {
    RewritePolicy policy =
        source -> {
          String text = source.getMessage().getFormattedMessage();
          if (text.equals("broken")) {
            throw new IllegalStateException("this policy does not know how");
          }
          return new Log4jLogEvent.Builder(source)
              .setMessage(new SimpleMessage(text.replace(word, mask)))
              .build();
        };
    AppenderRef[] references = {AppenderRef.createAppenderRef(to, null, null)};
    RewriteAppender appender =
        RewriteAppender.createAppender(name, "true", references, configuration, policy, null);
    configuration.addAppender(appender);
    appender.start();
    return appender;
  }

  /** Arguments that log, arguments that fail, an appender that throws. */
  private static void recursion() {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    Thrower thrower = new Thrower();
    thrower.start();
    context.getConfiguration().getRootLogger().addAppender(thrower, null, null);
    context.updateLoggers();
    Logger log = LogManager.getLogger("com.example.Outer");
    Object logs =
        new Object() {
          @Override
          public String toString() {
            LogManager.getLogger("com.example.Inner").info("inner");
            java.util.logging.Logger.getLogger("com.example.Jul").info("from inside");
            return "argument";
          }
        };
    log.info("outer {}", logs);
    Object fails =
        new Object() {
          @Override
          public String toString() {
            throw new AssertionError("in toString()");
          }

          @Override
          public int hashCode() {
            return 4711;
          }
        };
    try {
      log.info("fails {}", fails);
    } catch (Throwable e) {
      System.out.println("thrown " + e.getMessage());
    }
    try {
      log.info("throw");
    } catch (Throwable e) {
      System.out.println("thrown " + e.getCause().getMessage());
    }
    log.info("after");
  }

  private static final class Thrower extends AbstractAppender {
    // The one constructor that all versions have.
    @SuppressWarnings("deprecation")
    Thrower() {
      super("thrower", (Filter) null, null, false);
    }

    @Override
    public void append(LogEvent event) {
      if (event.getMessage().getFormattedMessage().equals("throw")) {
        throw new IllegalStateException("by an appender");
      }
    }
  }
}
