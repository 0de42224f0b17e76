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
  private static final byte[][] LEVELS =
      all("DEBUG", "INFO", "INFO", "INFO", "INFO", "INFO", "WARN");
  private static final byte[] ERROR = Body.ascii("ERROR");
  private static final byte[][] LOGGERS =
      all(
          "com.example.shop.OrderService",
          "com.example.shop.cart.CartController",
          "com.example.shop.payment.PaymentClient",
          "com.example.shop.db.ConnectionPool",
          "org.springframework.web.servlet.DispatcherServlet",
          "com.example.shop.Inventory");

  /** Before the first number, between both, behind the second. */
  private static final byte[][][] MESSAGES = {
    all("order ", " accepted for customer ", ""),
    all("cart ", " updated, ", " items"),
    all("payment ", " authorised by provider in ", " ms"),
    all("connection ", " taken from pool, ", " idle"),
    all("GET /api/products/", " completed in ", " ms"),
    all("stock of product ", " is now ", ""),
  };

  private static final byte[] STACK =
      quoted(
          "\"exception\":{\"class\":\"java.io.IOException\",\"message\":\"reset by peer\","
              + "\"hash\":\"9f3c21aa\",\"stack\":\""
              + "java.io.IOException: reset by peer\\n\\tat com.example.shop.payment.PaymentClient"
              + ".call(PaymentClient.java:117)\\n\\tat com.example.shop.payment.PaymentClient"
              + ".authorise(PaymentClient.java:64)\\n\\tat com.example.shop.OrderService.place"
              + "(OrderService.java:88)\\n\\tat java.base/java.lang.Thread.run(Thread.java:840)\"},");
  private static final byte[] TIME = quoted("{\"time\":\"");
  private static final byte[] LEVEL = quoted("Z\",\"level\":\"");
  private static final byte[] LOGGER = quoted("\",\"logger\":\"");
  private static final byte[] THREAD = quoted("\",\"thread\":\"http-nio-8080-exec-");
  private static final byte[] MESSAGE = quoted("\",\"message\":\"");
  private static final byte[] SEQ = quoted("\",\"seq\":");
  private static final byte[] TRACE = quoted(",\"mdc\":{\"traceId\":\"");
  private static final byte[] ORDER = quoted("\"},\"kv\":{\"orderId\":");
  private static final byte[] DURATION = quoted(",\"durationMs\":");
  private static final byte[] KV_END = quoted("},");
  private static final int MILLIS_PER_SECOND = 1_000;

  private final SplittableRandom random;
  private final byte[] metadata;
  private long seq;
  private long second = -1;
  private byte[] secondText = {};

  EventLines(int pod) {
    this.random = new SplittableRandom(pod);
    this.metadata =
        quoted(
            "\"kubernetes\":{\"namespace_name\":\""
                + namespace(pod)
                + "\",\"pod_name\":\""
                + podName(pod)
                + "\",\"container_name\":\"app\"}}");
  }

  private static byte[][] all(String... texts) {
    byte[][] all = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      all[i] = Body.ascii(texts[i]);
    }
    return all;
  }

  /** As it stands within a JSON string. */
  private static byte[] quoted(String json) {
    return Body.ascii(json.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  static String namespace(int pod) {
    return "team-" + pod % 5;
  }

  static String podName(int pod) {
    return "shop-" + pod % 12 + "-6f8d9c7b5d-" + Integer.toString(46_656 + pod * 997, 36);
  }

  /** Appends the next event's JSON as it stands within a JSON string. */
  void append(long millis, Body to) {
    int kind = random.nextInt(MESSAGES.length);
    boolean isError = random.nextInt(100) == 0;
    int number = random.nextInt(1_000_000);
    int small = random.nextInt(1_000);
    byte[][] message = MESSAGES[kind];
    to.add(TIME).add(second(millis)).millis((int) (millis % MILLIS_PER_SECOND));
    to.add(LEVEL).add(isError ? ERROR : LEVELS[random.nextInt(LEVELS.length)]);
    to.add(LOGGER).add(LOGGERS[kind]);
    to.add(THREAD).decimal(random.nextInt(20));
    to.add(MESSAGE).add(message[0]).decimal(number).add(message[1]).decimal(small).add(message[2]);
    to.add(SEQ).decimal(++seq);
    to.add(TRACE).hex(random.nextLong());
    to.add(ORDER).decimal(number).add(DURATION).decimal(small).add(KV_END);
    if (isError) {
      to.add(STACK);
    }
    to.add(metadata);
  }

  /** The time up to the point behind the second. */
  private byte[] second(long millis) {
    if (millis / MILLIS_PER_SECOND != second) {
      second = millis / MILLIS_PER_SECOND;
      String text = Instant.ofEpochSecond(second).toString();
      secondText = Body.ascii(text.substring(0, text.length() - 1) + ".");
    }
    return secondText;
  }
}
