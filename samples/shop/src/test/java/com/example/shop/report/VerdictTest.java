package com.example.shop.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Ledger LEDGER =
      new Ledger(
          List.of(
              new Ledger.Entry("r1", 200),
              new Ledger.Entry("r2", 201),
              new Ledger.Entry("r3", 402),
              new Ledger.Entry("r4", 404)));

  private static final ShopAccounts ACCOUNTS = new ShopAccounts(8, 8, 8);

  private final List<String> messages =
      new ArrayList<>(
          List.of(
              end(1, "r1", 200),
              event(
                  2, "r2", "INFO", "x.Checkout", "\"kv\":{\"orderId\":7},\"markers\":[\"AUDIT\"]"),
              end(3, "r2", 201),
              event(4, "r3", "ERROR", "x.Checkout", "\"markers\":[\"AUDIT\"],\"exception\":{}"),
              end(5, "r3", 402),
              event(6, "r4", "WARN", "x.ProblemAdvice", "\"kv\":{}"),
              end(7, "r4", 404),
              """
              {"seq":8,"level":"INFO","logger":"h","message":"pool - Shutdown completed."}"""));

  @Test
  void isProvenWhenAllIsThere() {
    assertThat(verdict().problems()).isEmpty();
    assertThat(verdict().isProven()).isTrue();
  }

  @Test
  void acceptsWhatCameTwice() {
    messages.add(messages.get(2));

    assertThat(verdict().isProven()).isTrue();
    assertThat(Arrivals.of(messages).repeats()).isEqualTo(1);
  }

  @Test
  void noticesEachMissingEvent() {
    for (int i = 0; i < messages.size(); i++) {
      List<String> fewer = new ArrayList<>(messages);
      fewer.remove(i);
      assertThat(Verdict.of(Arrivals.of(fewer), LEDGER, ACCOUNTS).problems())
          .as("without event %d", i + 1)
          .isNotEmpty();
    }
  }

  @Test
  void namesTheGap() {
    messages.subList(1, 4).clear();

    assertThat(verdict().problems()).contains("seq missing: 2 to 4");
  }

  @Test
  void believesNoStreamThatAdmitsALoss() {
    messages.add(event(9, "", "WARN", "io.ringtail", "\"kv\":{\"lost\":3}"));

    assertThat(verdict().isProven()).isFalse();
  }

  @Test
  void noticesAWrongStatusAndWhatIsNotJson() {
    messages.set(0, end(1, "r1", 500));
    messages.add("half an eve");

    assertThat(verdict().problems())
        .anyMatch(problem -> problem.contains("r1"))
        .contains("not JSON: half an eve");
  }

  @Test
  void doesNotBelieveAnEmptyStream() {
    assertThat(
            Verdict.of(Arrivals.of(List.of()), new Ledger(List.of()), new ShopAccounts(0, 0, 0))
                .isProven())
        .isFalse();
  }

  @Test
  void believesNoShopThatCapturedMore() {
    assertThat(Verdict.of(Arrivals.of(messages), LEDGER, new ShopAccounts(9, 8, 8)).problems())
        .containsExactly("the shop captured 9 and delivered 8, 8 are here");
  }

  @Test
  void believesNoShopThatPrintedMore() {
    assertThat(Verdict.of(Arrivals.of(messages), LEDGER, new ShopAccounts(8, 8, 9)).problems())
        .containsExactly("the shop printed 9 events, 8 are here");
  }

  private Verdict verdict() {
    return Verdict.of(Arrivals.of(messages), LEDGER, ACCOUNTS);
  }

  private static String end(int seq, String requestId, int status) {
    return event(seq, requestId, "INFO", "x.RequestLog", "\"kv\":{\"status\":" + status + "}");
  }

  private static String event(int seq, String request, String level, String logger, String more) {
    return """
    {"seq":%d,"level":"%s","logger":"%s","message":"m","mdc":{"requestId":"%s"},%s}"""
        .formatted(seq, level, logger, request, more);
  }
}
