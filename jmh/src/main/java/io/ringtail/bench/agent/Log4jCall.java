package io.ringtail.bench.agent;

import io.ringtail.bench.Workload;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** The usual event through Log4j 2, its loggers synchronous. */
final class Log4jCall implements LogCall {
  private static final String[] CUSTOMERS = {"c-482913", "c-110417", "c-907755", "c-334120"};
  private static final String[] WAREHOUSES = {"FRA-2", "DUB-1", "IAD-4", "PDX-3"};

  private final Logger logger;

  /**
   * @param renders whether the only appender asks for what must be asked of an event
   */
  Log4jCall(boolean renders) {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    LoggerConfig root = context.getConfiguration().getRootLogger();
    root.getAppenders().keySet().forEach(root::removeAppender);
    DoNothing appender = new DoNothing(renders);
    appender.start();
    root.addAppender(appender, null, null);
    root.setLevel(Level.INFO);
    context.updateLoggers();
    logger = context.getLogger(Workload.LOGGER);
  }

  @Override
  public void log(long number) {
    int pick = (int) number & 3;
    logger.info(
        "order {} of customer {} accepted: {} items, total {} cents, ships from {}",
        number,
        CUSTOMERS[pick],
        pick + 1,
        12_995 + pick,
        WAREHOUSES[pick]);
  }

  @Override
  public void enterMdc() {
    ThreadContext.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
    ThreadContext.put("userId", "u-10293");
  }

  private static final class DoNothing extends AbstractAppender {
    private final boolean renders;

    DoNothing(boolean renders) {
      super("nothing", null, null, false, Property.EMPTY_ARRAY);
      this.renders = renders;
    }

    /** Written with a plain store, so that nothing that was asked for is optimised away. */
    @SuppressWarnings("unused")
    private Object sink = "";

    @Override
    public void append(LogEvent event) {
      if (renders) {
        sink = event.getMessage().getFormattedMessage();
        sink = event.getContextData();
        sink = event.getThreadName();
      }
    }
  }
}
