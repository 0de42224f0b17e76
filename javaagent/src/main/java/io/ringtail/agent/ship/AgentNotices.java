package io.ringtail.agent.ship;

import io.ringtail.telemetry.Notices;

/** Warnings to stderr; what is only good to know, with RINGTAIL_DEBUG. Threading: safe. */
public record AgentNotices(Notices next, boolean debug) implements Notices {
  @Override
  public void tell(Weight weight, String key, String text) {
    if (debug || weight != Weight.INFO) {
      next.tell(weight, key, text);
    }
  }
}
