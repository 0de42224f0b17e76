package io.ringtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.ringtail.testing.AccountingExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class AccountingExtensionTest {
  @Test
  void failsATestThatLosesAnEventAndShowsTheAccounts() {
    assertThat(failureOf("losesAnEvent"))
        .contains("captured 2 events, but found 1", "Accounts[captured=2, delivered=1");
  }

  @Test
  void failsATestThatDeliversTwice() {
    assertThat(failureOf("deliversTwice")).contains("captured 1 events, but found 2");
  }

  @Test
  void waitsForNumbersThatStillMove() {
    EngineExecutionResults results = run("isBalancedALittleLater", 20_000);

    results.testEvents().assertStatistics(statistics -> statistics.succeeded(1).failed(0));
  }

  private static String failureOf(String method) {
    List<Event> failed = run(method, 200).testEvents().failed().list();
    UnbalancedCases.repair();
    assertThat(failed).hasSize(1);
    return failed
        .get(0)
        .getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::getMessage)
        .orElse("");
  }

  private static EngineExecutionResults run(String method, int timeoutMillis) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter(
            AccountingExtension.TIMEOUT_PARAMETER, Integer.toString(timeoutMillis))
        .selectors(selectMethod(UnbalancedCases.class, method))
        .execute();
  }
}
