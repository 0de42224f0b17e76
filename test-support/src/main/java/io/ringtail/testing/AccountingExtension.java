package io.ringtail.testing;

import static org.awaitility.Awaitility.await;

import io.ringtail.pipeline.Telemetries;
import io.ringtail.telemetry.Accounts;
import io.ringtail.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails a test after which a captured event is nowhere: delivered, handed over, dropped by a reason
 * or still held.
 *
 * <p>It looks at every pipeline that was started during the test (the newest 64), and waits a while
 * for numbers that are still moving. Register it on a class with {@code @ExtendWith}, or for a
 * whole module: this jar names it to the ServiceLoader, so {@code
 * junit.jupiter.extensions.autodetection.enabled=true} in the module's junit-platform.properties is
 * enough. The wait is {@value #TIMEOUT_PARAMETER} there, {@value #DEFAULT_TIMEOUT_MILLIS} ms by
 * default. Tests that run at the same time in one JVM are checked for each other's pipelines, too.
 */
public final class AccountingExtension implements BeforeEachCallback, AfterEachCallback {
  /** The configuration parameter with the wait in milliseconds. */
  public static final String TIMEOUT_PARAMETER = "ringtail.accounting.timeout.millis";

  static final long DEFAULT_TIMEOUT_MILLIS = 10_000;

  private static final Namespace NAMESPACE = Namespace.create(AccountingExtension.class);
  private static final String BEFORE = "telemetries before the test";

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(NAMESPACE).put(BEFORE, Telemetries.all());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<?> before = context.getStore(NAMESPACE).getOrDefault(BEFORE, List.class, List.of());
    Duration timeout =
        context
            .getConfigurationParameter(TIMEOUT_PARAMETER, Long::valueOf)
            .map(Duration::ofMillis)
            .orElse(Duration.ofMillis(DEFAULT_TIMEOUT_MILLIS));
    for (Telemetry telemetry : Telemetries.all()) {
      if (!before.contains(telemetry)) {
        awaitBalance(telemetry, timeout);
      }
    }
  }

  /** Two looks with the same numbers: one alone may have met them in passing. */
  private static void awaitBalance(Telemetry telemetry, Duration timeout) {
    Accounts[] last = {telemetry.accounts()};
    try {
      await()
          .atMost(timeout)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(10))
          .until(
              () -> {
                Accounts before = last[0];
                last[0] = telemetry.accounts();
                return last[0].isBalanced() && before.equals(last[0]);
              });
    } catch (ConditionTimeoutException e) {
      Accounts accounts = last[0];
      long found =
          accounts.delivered() + accounts.handedOver() + accounts.totalDropped() + accounts.held();
      throw new AssertionError(
          "captured "
              + accounts.captured()
              + " events, but found "
              + found
              + " after "
              + timeout
              + ": "
              + accounts,
          e);
    }
  }
}
