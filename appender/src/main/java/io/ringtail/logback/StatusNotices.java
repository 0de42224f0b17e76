package io.ringtail.logback;

import ch.qos.logback.core.spi.ContextAware;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.StderrNotices;

/**
 * To Logback's status list and to stderr.
 *
 * <p>Never as an ERROR status: Spring Boot refuses to start a program whose logging configuration
 * left one, and no trouble of ours is worth that.
 */
final class StatusNotices implements Notices {
  private final ContextAware status;
  private final Notices stderr = new StderrNotices();

  StatusNotices(ContextAware status) {
    this.status = status;
  }

  @Override
  public void tell(Weight weight, String key, String text) {
    if (weight == Weight.INFO) {
      status.addInfo(text);
    } else {
      status.addWarn(text);
    }
    stderr.tell(weight, key, text);
  }
}
