package io.ringtail.bench;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.MDC;

/**
 * What is logged: the same three calls in every benchmark.
 *
 * <p>Threading: safe; the MDC is the calling thread's.
 */
public final class Workload {
  /** The logger's name, of a usual length. */
  public static final String LOGGER = "com.example.shop.order.OrderService";

  /** Text before the number of an event made by {@link #usual}, in every layout. */
  public static final String NUMBER_MARK = "order ";

  private static final int DEPTH = 26;
  private static final String[] CUSTOMERS = {"c-482913", "c-110417", "c-907755", "c-334120"};
  private static final String[] WAREHOUSES = {"FRA-2", "DUB-1", "IAD-4", "PDX-3"};

  // Its stack is its content here, and is never read as a trace of what went wrong.
  @SuppressWarnings("StaticAssignmentOfThrowable")
  private static final RuntimeException FAILURE = failure(DEPTH);

  private Workload() {}

  /** Gives the calling thread the two MDC keys of {@link #usual}. */
  public static void enterMdc() {
    MDC.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
    MDC.put("userId", "u-10293");
  }

  /** A constant message, no argument. */
  public static void plain(Logger logger) {
    logger.info("checkout finished, the basket is empty again");
  }

  /**
   * 5 arguments; with {@link #enterMdc} 2 MDC keys. About 230 bytes of JSON, pod metadata apart.
   */
  public static void usual(Logger logger, long number) {
    int pick = (int) number & 3;
    logger.info(
        "order {} of customer {} accepted: {} items, total {} cents, ships from {}",
        number,
        CUSTOMERS[pick],
        pick + 1,
        12_995 + pick,
        WAREHOUSES[pick]);
  }

  /** An exception of about 30 frames with a cause, made once: throwing is not measured. */
  public static void exception(Logger logger) {
    logger.error("order refused", FAILURE);
  }

  /** The exception of {@link #exception}. */
  public static Throwable failure() {
    return FAILURE;
  }

  private static RuntimeException failure(int depth) {
    if (depth > 0) {
      return failure(depth - 1);
    }
    return new IllegalStateException("payment failed", cause(DEPTH));
  }

  private static Exception cause(int depth) {
    return depth > 0 ? cause(depth - 1) : new IOException("connection reset by peer");
  }
}
