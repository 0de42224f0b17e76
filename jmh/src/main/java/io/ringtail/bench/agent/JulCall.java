package io.ringtail.bench.agent;

import io.ringtail.bench.Workload;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The usual event through java.util.logging. */
final class JulCall implements LogCall {
  private static final String[] CUSTOMERS = {"c-482913", "c-110417", "c-907755", "c-334120"};
  private static final String[] WAREHOUSES = {"FRA-2", "DUB-1", "IAD-4", "PDX-3"};

  private final boolean parameters;

  // Held here: the LogManager would let it go, and its handler with it.
  private final Logger logger = Logger.getLogger(Workload.LOGGER);

  /**
   * @param renders whether the logger's only handler formats the message
   * @param parameters whether the message has parameters; if not, the program has put it together
   */
  JulCall(boolean renders, boolean parameters) {
    this.parameters = parameters;
    logger.setUseParentHandlers(false);
    for (Handler handler : logger.getHandlers()) {
      logger.removeHandler(handler);
    }
    logger.addHandler(new DoNothing(renders));
  }

  @Override
  public void log(long number) {
    int pick = (int) number & 3;
    if (!parameters) {
      logger.info("customer " + CUSTOMERS[pick] + ": order accepted");
      return;
    }
    logger.log(
        Level.INFO,
        "order {0} of customer {1} accepted: {2} items, total {3} cents, ships from {4}",
        new Object[] {number, CUSTOMERS[pick], pick + 1, 12_995 + pick, WAREHOUSES[pick]});
  }

  private static final class DoNothing extends Handler {
    private final Formatter formatter = new SimpleFormatter();
    private final boolean renders;

    DoNothing(boolean renders) {
      this.renders = renders;
    }

    /** Written with a plain store, so that nothing that was asked for is optimised away. */
    @SuppressWarnings("unused")
    private Object sink = "";

    @Override
    public void publish(LogRecord record) {
      if (renders) {
        sink = formatter.formatMessage(record);
        // As one that works on another thread must: else the JVM keeps the record off the heap.
        sink = record;
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
