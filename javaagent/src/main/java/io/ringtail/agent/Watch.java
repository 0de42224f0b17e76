package io.ringtail.agent;

import io.ringtail.agent.hook.Hook;
import io.ringtail.agent.hook.HookListener;
import io.ringtail.agent.hook.Role;
import io.ringtail.agent.ship.Shipping;
import io.ringtail.agent.ship.StatusLines;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;

/** Acts on what the transformer sees. Runs while a class is being loaded: waits for nothing. */
record Watch(Shipping shipping, StatusLines status, Notices notices) implements HookListener {
  @Override
  public void onWoven(Hook hook) {
    status.onWoven(hook);
    if (hook.role() == Role.CAPTURE) {
      shipping.prepare();
    }
  }

  @Override
  public void onMissing(Hook hook, String origin) {
    notices.tell(
        Weight.WARNING,
        "hook " + hook.javaName() + hook.method(),
        "hook missing: "
            + hook.javaName()
            + " "
            + origin
            + " has no "
            + hook.method()
            + " that"
            + " we know; its events are not captured as such");
  }

  @Override
  public void onFailed(String className, Throwable failure) {
    notices.tell(
        Weight.WARNING,
        "weaving " + className,
        "hook missing: " + className + " cannot be woven: " + failure);
  }

  @Override
  public void onLogManager() {
    shipping.onLogManager();
  }

  @Override
  public void onForeignAppender(String className, String whose) {
    notices.tell(
        Weight.WARNING,
        "foreign " + className,
        "the program has an appender for CloudWatch Logs, "
            + whose
            + " ("
            + className.replace('/', '.')
            + "): what it ships arrives twice; take one of the two away");
  }
}
