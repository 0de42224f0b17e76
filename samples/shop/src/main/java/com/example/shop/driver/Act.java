package com.example.shop.driver;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What customers do: how often out of 100, with which answers, by which request. */
enum Act {
  LIST(30, "GET", "/products", "", 200),
  LOOK(20, "GET", "/products/{sku}", "", 200),
  ACCOUNT(10, "GET", "/customers/{customer}", "", 200),
  ORDER(22, "POST", "/orders", order("{customer}", "{sku}", "{quantity}", "tok_visa"), 201),
  REFUSED(6, "POST", "/orders", order("{customer}", "{sku}", "1", "tok_refused_7"), 402),
  STRANGER(4, "POST", "/orders", order("4711", "{sku}", "1", "tok_visa"), 404),
  MISTAKE(4, "POST", "/orders", order("{customer}", "{sku}", "0", ""), 400),
  GARBAGE(2, "POST", "/orders", "{\"customerId\":", 400),
  LOST(2, "GET", "/products/tea-unicorn", "", 404);

  private static final int OUT_OF_STOCK = 409;
  private static final List<String> SKUS =
      List.of("tea-assam", "tea-sencha", "pot-iron", "cup-blue", "kettle");

  private final int weight;
  private final String method;
  private final String path;
  private final String body;
  private final int expected;

  Act(int weight, String method, String path, String body, int expected) {
    this.weight = weight;
    this.method = method;
    this.path = path;
    this.body = body;
    this.expected = expected;
  }

  private static String order(String customer, String sku, String quantity, String cardToken) {
    return "{\"customerId\":%s,\"sku\":\"%s\",\"quantity\":%s,\"cardToken\":\"%s\"}"
        .formatted(customer, sku, quantity, cardToken);
  }

  static Act any(Random random) {
    int left = random.nextInt(100);
    for (Act act : values()) {
      left -= act.weight;
      if (left < 0) {
        return act;
      }
    }
    throw new AssertionError("the weights make less than 100");
  }

  /** The request, with everything that is left to chance filled in. */
  HttpRequest request(URI shop, String requestId, Random random) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(shop.resolve(fill(path, random)))
            .timeout(Duration.ofSeconds(30))
            .header("X-Request-Id", requestId);
    if (method.equals("POST")) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(fill(body, random)));
    }
    return request.build();
  }

  boolean expects(int status) {
    return status == expected || ((this == ORDER || this == REFUSED) && status == OUT_OF_STOCK);
  }

  private static String fill(String template, Random random) {
    return template
        .replace("{sku}", SKUS.get(random.nextInt(SKUS.size())))
        .replace("{customer}", Integer.toString(1 + random.nextInt(5)))
        .replace("{quantity}", Integer.toString(1 + random.nextInt(3)));
  }
}
