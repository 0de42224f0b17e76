package io.ringtail.bench.console;

import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Events of shop-like pods, as the appender writes them: 380 bytes on average, with an order number
 * and a trace id of their own, one stack trace in a hundred.
 *
 * <p>Threading: one thread.
 */
final class EventLines {
  private static final String[] LEVELS = {"DEBUG", "INFO", "INFO", "INFO", "INFO", "INFO", "WARN"};
  private static final String[] LOGGERS = {
    "com.example.shop.OrderService", "com.example.shop.cart.CartController",
    "com.example.shop.payment.PaymentClient", "com.example.shop.db.ConnectionPool",
    "org.springframework.web.servlet.DispatcherServlet", "com.example.shop.Inventory",
  };
  private static final String[] MESSAGES = {
    "order %d accepted for customer %d", "cart %d updated, %d items",
    "payment %d authorised by provider in %d ms", "connection %d taken from pool, %d idle",
    "GET /api/products/%d completed in %d ms", "stock of product %d is now %d",
  };
  private static final String STACK =
      "java.io.IOException: reset by peer\\n\\tat com.example.shop.payment.PaymentClient.call"
          + "(PaymentClient.java:117)\\n\\tat com.example.shop.payment.PaymentClient.authorise"
          + "(PaymentClient.java:64)\\n\\tat com.example.shop.OrderService.place"
          + "(OrderService.java:88)\\n\\tat java.base/java.lang.Thread.run(Thread.java:840)";

  private final SplittableRandom random;
  private final String metadata;
  private long seq;

  EventLines(int pod) {
    this.random = new SplittableRandom(pod);
    this.metadata =
        "\"kubernetes\":{\"namespace_name\":\""
            + namespace(pod)
            + "\",\"pod_name\":\""
            + podName(pod)
            + "\",\"container_name\":\"app\"}}";
  }

  static String namespace(int pod) {
    return "team-" + pod % 5;
  }

  static String podName(int pod) {
    return "shop-" + pod % 12 + "-6f8d9c7b5d-" + Integer.toString(46_656 + pod * 997, 36);
  }

  /** Appends the next event's JSON. */
  void append(long millis, StringBuilder to) {
    int kind = random.nextInt(MESSAGES.length);
    boolean isError = random.nextInt(100) == 0;
    int number = random.nextInt(1_000_000);
    int small = random.nextInt(1_000);
    String message = MESSAGES[kind];
    int first = message.indexOf("%d");
    int second = message.indexOf("%d", first + 2);
    to.append("{\"time\":\"")
        .append(Instant.ofEpochMilli(millis))
        .append("\",\"level\":\"")
        .append(isError ? "ERROR" : LEVELS[random.nextInt(LEVELS.length)])
        .append("\",\"logger\":\"")
        .append(LOGGERS[kind])
        .append("\",\"thread\":\"http-nio-8080-exec-")
        .append(random.nextInt(20))
        .append("\",\"message\":\"")
        .append(message, 0, first)
        .append(number)
        .append(message, first + 2, second)
        .append(small)
        .append(message, second + 2, message.length())
        .append("\",\"seq\":")
        .append(++seq)
        .append(",\"mdc\":{\"traceId\":\"")
        .append(Long.toHexString(random.nextLong()))
        .append("\"},\"kv\":{\"orderId\":")
        .append(number)
        .append(",\"durationMs\":")
        .append(small)
        .append("},");
    if (isError) {
      to.append("\"exception\":{\"class\":\"java.io.IOException\",\"message\":\"reset by peer\",")
          .append("\"hash\":\"9f3c21aa\",\"stack\":\"")
          .append(STACK)
          .append("\"},");
    }
    to.append(metadata);
  }
}
