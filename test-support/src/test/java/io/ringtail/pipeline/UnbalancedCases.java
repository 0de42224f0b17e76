package io.ringtail.pipeline;

import io.ringtail.event.Level;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Telemetry;
import io.ringtail.testing.AccountingExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Run by AccountingExtensionTest alone: the name keeps the build from finding them. */
@ExtendWith(AccountingExtension.class)
final class UnbalancedCases {
  /** Set right afterwards, since the same extension watches the test that runs these. */
  private static Telemetry last = new Telemetry("recording");

  /** Makes up for what the last case did. */
  static void repair() {
    while (last.accounts().held() + last.delivered() < last.captured()) {
      last.countDelivered(1);
    }
    while (last.delivered() > last.captured()) {
      last.countCaptured();
    }
  }

  private static Telemetry telemetry() {
    last = new Telemetry("recording");
    Telemetries.add(last);
    return last;
  }

  @Test
  void losesAnEvent() {
    Telemetry telemetry = telemetry();
    telemetry.countCaptured();
    telemetry.countCaptured();
    telemetry.countDelivered(1);
  }

  @Test
  void deliversTwice() {
    Telemetry telemetry = telemetry();
    telemetry.countCaptured();
    telemetry.countDelivered(2);
  }

  @Test
  void isBalancedALittleLater() {
    Telemetry telemetry = telemetry();
    telemetry.countCaptured();
    telemetry.countCaptured();
    telemetry.countCaptured();
    telemetry.losses().drop(DropReason.SHED, Level.INFO, 0);
    telemetry.holdsEvents(() -> 1);
    new Thread(() -> telemetry.countHandedOver(1)).start();
  }
}
