package io.ringtail.console.page;

import io.ringtail.console.Sdk;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** Pods of a shop that log to a console, in the shapes in which Ringtail sends. */
final class Pods implements AutoCloseable {
  static final String GROUP = "/aws/containerinsights/local/application";

  /**
   * A container of a pod; {@code java} logs from inside, what is not goes through the node agent.
   */
  record Pod(String namespace, String name, String container, boolean java) {
    String stream() {
      return namespace + "/" + name + "/" + container;
    }
  }

  static final Pod CART = new Pod("shop", "cart-6f8d9c7b5d-x2x20", "app", true);
  static final Pod CHECKOUT = new Pod("shop", "checkout-5bb7d4c9f8-2mzln", "app", true);
  static final Pod CATALOG = new Pod("shop", "catalog-7c9f6d5b44-pq7rd", "app", true);
  static final Pod LEDGER = new Pod("payments", "ledger-0", "app", true);
  static final Pod GATEWAY = new Pod("payments", "gateway-d6f7c8b9-7xk2p", "app", true);
  static final Pod NGINX = new Pod("ingress", "nginx-ingress-74dq9", "controller", false);
  static final List<Pod> ALL = List.of(CART, CHECKOUT, CATALOG, LEDGER, GATEWAY, NGINX);

  private static final String STACK =
      """
      java.lang.IllegalStateException: payment of order 4711 refused
      \tat com.example.shop.checkout.PaymentService.charge(PaymentService.java:88)
      \tat com.example.shop.checkout.CheckoutController.submit(CheckoutController.java:41)
      \tat java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)
      \tat java.base/java.lang.reflect.Method.invoke(Method.java:580)
      \tat org.springframework.web.method.support.InvocableHandlerMethod.doInvoke(InvocableHandlerMethod.java:258)
      \tat org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1089)
      \tat org.apache.catalina.core.ApplicationFilterChain.internalDoFilter(ApplicationFilterChain.java:195)
      \tat java.base/java.lang.Thread.run(Thread.java:1583)
      Caused by: java.io.IOException: connection reset by peer: ledger-0.ledger.payments.svc:8443
      \tat java.base/sun.nio.ch.SocketDispatcher.read0(Native Method)
      \tat com.example.shop.ledger.LedgerClient.post(LedgerClient.java:57)
      \tat com.example.shop.checkout.PaymentService.charge(PaymentService.java:79)
      \t... 41 more
      """;

  private final CloudWatchLogsClient client;
  private final Map<Pod, Long> seqs = new LinkedHashMap<>();
  private final Random random = new Random(7);

  Pods(URI endpoint) {
    this.client = Sdk.client(endpoint);
    client.createLogGroup(r -> r.logGroupName(GROUP));
    for (Pod pod : ALL) {
      client.createLogStream(r -> r.logGroupName(GROUP).logStreamName(pod.stream()));
    }
  }

  /** Sends in the order of time. */
  void send(Pod pod, List<InputLogEvent> events) {
    List<InputLogEvent> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparingLong(InputLogEvent::timestamp));
    client.putLogEvents(r -> r.logGroupName(GROUP).logStreamName(pod.stream()).logEvents(sorted));
  }

  /** A usual day of {@code minutes} until {@code end}, with a burst of trouble in its middle. */
  void sendHistory(Instant end, int minutes, int eventsPerMinute) {
    for (Pod pod : ALL) {
      List<Long> times = new ArrayList<>();
      for (int i = 0; i < minutes * eventsPerMinute; i++) {
        times.add(end.toEpochMilli() - (long) (random.nextDouble() * minutes * 60_000));
      }
      for (int i = 0; i < 2 * eventsPerMinute; i++) {
        times.add(end.toEpochMilli() - minutes * 24_000L - random.nextInt(60_000));
      }
      times.sort(null);
      List<InputLogEvent> events = new ArrayList<>();
      for (long time : times) {
        events.add(usual(pod, time));
      }
      send(pod, events);
    }
  }

  /** What a pod logs all day. */
  InputLogEvent usual(Pod pod, long time) {
    int order = 1000 + random.nextInt(9000);
    double luck = random.nextDouble();
    if (!pod.java()) {
      String line =
          "10.2.%d.%d - - \"GET /api/orders/%d HTTP/1.1\" %d %d"
              .formatted(order % 7, order % 200, order, luck < 0.03 ? 502 : 200, order);
      return nodeAgent(pod, time, luck < 0.05 ? "stderr" : "stdout", line);
    }
    if (luck < 0.015) {
      return failed(pod, time, order);
    }
    String level = luck < 0.06 ? "WARN" : luck < 0.72 ? "INFO" : "DEBUG";
    String message =
        switch (level) {
          case "WARN" -> "order " + order + " is tried again: ledger answered 503 after 2000 ms";
          case "INFO" ->
              order % 2 == 0
                  ? "order " + order + " accepted"
                  : "stock of item " + order + " is " + order % 90;
          default -> "GET /cart/" + order + " 200 in " + order % 40 + " ms";
        };
    return inProcess(pod, time, level, message, "\"kv\":{\"orderId\":" + order + "},");
  }

  InputLogEvent failed(Pod pod, long time, int order) {
    return inProcess(
        pod,
        time,
        "ERROR",
        "payment of order " + order + " refused",
        "\"kv\":{\"orderId\":"
            + order
            + "},\"exception\":{\"class\":\"java.lang.IllegalStateException\",\"hash\":\"9f3c21aa\",\"stack\":"
            + quoted(STACK)
            + "},");
  }

  /** Numbers that never arrive. */
  void skip(Pod pod, int events) {
    seqs.merge(pod, (long) events, Long::sum);
  }

  /** The record by which a sender tells of a loss. */
  InputLogEvent lost(Pod pod, long time, int events) {
    String text =
        events
            + " log events were lost between "
            + Instant.ofEpochMilli(time - 2000)
            + " and "
            + Instant.ofEpochMilli(time)
            + ": "
            + events
            + " shed";
    String json = inProcess(pod, time, "WARN", text, "\"kv\":{\"lost\":" + events + "},").message();
    return Sdk.event(
        time, json.replaceFirst("\"logger\":\"[^\"]*\"", "\"logger\":\"io.ringtail\""));
  }

  InputLogEvent inProcess(Pod pod, long time, String level, String message, String more) {
    long seq = seqs.merge(pod, 1L, Long::sum);
    return Sdk.event(
        time,
        ("{\"time\":\"%s\",\"level\":\"%s\",\"logger\":\"com.example.%s.OrderService\","
                + "\"thread\":\"http-nio-8080-exec-7\",\"message\":%s,\"seq\":%d,%s%s}")
            .formatted(
                Instant.ofEpochMilli(time),
                level,
                pod.namespace(),
                quoted(message),
                seq,
                more,
                kubernetes(pod)));
  }

  InputLogEvent nodeAgent(Pod pod, long time, String stream, String line) {
    return Sdk.event(
        time,
        "{\"time\":\"%s\",\"stream\":\"%s\",\"log\":%s,%s}"
            .formatted(Instant.ofEpochMilli(time), stream, quoted(line), kubernetes(pod)));
  }

  private static String kubernetes(Pod pod) {
    return "\"kubernetes\":{\"namespace_name\":\"%s\",\"pod_name\":\"%s\",\"container_name\":\"%s\"}"
        .formatted(pod.namespace(), pod.name(), pod.container());
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        default -> {
          if (c < 0x20) {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }

  @Override
  public void close() {
    client.close();
  }
}
