package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"server.address=127.0.0.1", "shop.stock-check.period=PT0.2S"})
class ShopTest {
  private final TestRestTemplate http;
  private final JdbcClient jdbc;
  private HeardLogs logs = new HeardLogs();
  private String requestId = "";

  ShopTest(@Autowired TestRestTemplate http, @Autowired JdbcClient jdbc) {
    this.http = http;
    this.jdbc = jdbc;
    logs.close();
  }

  @BeforeEach
  void listen(TestInfo test) {
    logs = new HeardLogs();
    requestId = test.getTestMethod().orElseThrow().getName();
  }

  @AfterEach
  void stopListening() {
    logs.close();
  }

  @Test
  void showsItsProducts() {
    ResponseEntity<String> answer = get("/products");

    assertThat(answer.getStatusCode().value()).isEqualTo(200);
    assertThat(answer.getBody()).contains("tea-assam", "kettle");
    assertThat(logs.of(requestId, "JdbcTemplate"))
        .extracting(ILoggingEvent::getLevel)
        .contains(Level.DEBUG);
  }

  @Test
  void endsEachRequestWithOneEvent() {
    get("/customers/2");

    ILoggingEvent event = onlyOne("requestlog.RequestLog");
    assertThat(event.getFormattedMessage()).isEqualTo("GET /customers/2 200");
    assertThat(event.getMDCPropertyMap())
        .containsEntry("method", "GET")
        .containsEntry("path", "/customers/2")
        .containsEntry("customerId", "2");
    assertThat(HeardLogs.keyValues(event)).containsEntry("status", 200);
    assertThat((Double) HeardLogs.keyValues(event).get("durationMillis")).isPositive();
  }

  @Test
  void acceptsAnOrderAndLeavesAnAuditRecord() {
    ResponseEntity<String> answer = order(1, "tea-sencha", 2, "tok_visa");

    assertThat(answer.getStatusCode().value()).isEqualTo(201);
    assertThat(answer.getBody()).contains("\"status\":\"PAID\"", "\"totalCents\":2500");
    assertThat(get(String.valueOf(answer.getHeaders().getLocation())).getBody())
        .contains("\"sku\":\"tea-sencha\"");
    ILoggingEvent event = onlyOne("order.Checkout", Level.INFO);
    assertThat(event.getMarkerList()).extracting(Object::toString).containsExactly("AUDIT");
    assertThat(HeardLogs.keyValues(event))
        .containsEntry("totalCents", 2500L)
        .containsEntry("firstClass", false)
        .containsKey("orderId");
  }

  @Test
  void tellsOfARefusedPaymentWithItsCauses() {
    int before = stock("cup-blue");

    ResponseEntity<String> answer = order(2, "cup-blue", 1, "tok_refused_1");

    assertThat(answer.getStatusCode().value()).isEqualTo(402);
    assertThat(stock("cup-blue")).isGreaterThanOrEqualTo(before);
    IThrowableProxy failure = onlyOne("order.Checkout", Level.ERROR).getThrowableProxy();
    assertThat(failure.getClassName()).endsWith("PaymentException");
    assertThat(failure.getCause().getClassName()).isEqualTo("java.io.IOException");
    assertThat(failure.getCause().getSuppressed())
        .extracting(IThrowableProxy::getClassName)
        .containsExactly("java.net.SocketException");
  }

  @Test
  void refusesAnUnknownCustomer() {
    assertThat(order(99, "cup-blue", 1, "tok_visa").getStatusCode().value()).isEqualTo(404);
    assertThat(onlyOne("ProblemAdvice", Level.WARN).getFormattedMessage())
        .isEqualTo("refused: no customer 99");
  }

  @Test
  void namesEveryMistakeOfARequest() {
    ResponseEntity<String> answer = order(1, "", 0, "tok_visa");

    assertThat(answer.getStatusCode().value()).isEqualTo(400);
    assertThat(HeardLogs.keyValues(onlyOne("ProblemAdvice", Level.WARN)))
        .containsEntry("errors", 2);
  }

  @Test
  void warnsOfLowStockAndOrdersMore() {
    jdbc.sql("insert into product values ('lamp', 'Reading lamp', 3900, 25)").update();
    assertThat(order(3, "lamp", 24, "tok_visa").getStatusCode().value()).isEqualTo(201);

    assertThat(HeardLogs.keyValues(onlyOne("catalog.Catalog", Level.WARN)))
        .containsEntry("sku", "lamp")
        .containsEntry("stock", 1);
    await().atMost(Duration.ofSeconds(10)).until(() -> stock("lamp") > 100);
    assertThat(logs.of("StockCheck"))
        .allSatisfy(
            event ->
                assertThat(event.getMDCPropertyMap())
                    .containsEntry("job", "stock-check")
                    .doesNotContainKey("requestId"));
  }

  @Test
  void takesNoForgedRequestId() {
    requestId = "a b\"c";

    String given = get("/products").getHeaders().getFirst("X-Request-Id");

    assertThat(given).isNotNull().isNotEqualTo(requestId).hasSize(36);
    assertThat(logs.of(requestId, "")).isEmpty();
  }

  private int stock(String sku) {
    String body = String.valueOf(http.getForEntity("/products/" + sku, String.class).getBody());
    return Integer.parseInt(body.replaceAll(".*\"stock\":(\\d+).*", "$1"));
  }

  private ResponseEntity<String> get(String path) {
    return http.exchange(path, HttpMethod.GET, new HttpEntity<>(headers()), String.class);
  }

  private ResponseEntity<String> order(long customer, String sku, int quantity, String token) {
    String body =
        """
        {"customerId":%d,"sku":"%s","quantity":%d,"cardToken":"%s"}"""
            .formatted(customer, sku, quantity, token);
    return http.postForEntity("/orders", new HttpEntity<>(body, headers()), String.class);
  }

  private HttpHeaders headers() {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_JSON);
    headers.set("X-Request-Id", requestId);
    return headers;
  }

  /** The access event is logged when the answer is already on its way: wait for it. */
  private ILoggingEvent onlyOne(String loggerSuffix) {
    await().until(() -> !logs.of(requestId, loggerSuffix).isEmpty());
    List<ILoggingEvent> found = logs.of(requestId, loggerSuffix);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private ILoggingEvent onlyOne(String loggerSuffix, Level level) {
    List<ILoggingEvent> found =
        logs.of(requestId, loggerSuffix).stream().filter(e -> e.getLevel() == level).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
