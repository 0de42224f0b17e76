package io.ringtail.agent.ship;

import io.ringtail.agent.hook.Hook;
import io.ringtail.agent.hook.Role;
import io.ringtail.config.RingtailConfig;
import io.ringtail.telemetry.Accounts;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import io.ringtail.telemetry.StderrNotices;
import io.ringtail.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agent says of itself on stderr: a line when shipping starts, one when it has ended, and
 * more with RINGTAIL_DEBUG.
 *
 * <p>Threading: safe.
 */
public final class StatusLines {
  private static final int MAX_LOOKS = 1_000;

  private final Notices stderr = new StderrNotices();
  private final String version;
  private final boolean debug;

  /** Each once; so few that a list is quicker made than a set. */
  private final List<String> hooks = new ArrayList<>();

  /** Null as long as nothing is woven. */
  private @Nullable BridgeCounts bridge;

  public StatusLines(String version, boolean debug) {
    this.version = version;
    this.debug = debug;
  }

  /** Whom to ask at the end. */
  public synchronized void onBridge(BridgeCounts counts) {
    bridge = counts;
  }

  public synchronized void onWoven(Hook hook) {
    if (hook.role() == Role.OUTPUT) {
      debug("output marked: " + hook.javaName() + "." + hook.method());
    } else if (addHook(hook.javaName() + "." + hook.method())) {
      debug("hook woven: " + hook.javaName() + "." + hook.method());
    }
  }

  /** The program itself has printed something. */
  public synchronized void onOutput() {
    addHook("System.out");
    addHook("System.err");
  }

  private boolean addHook(String name) {
    return !hooks.contains(name) && hooks.add(name);
  }

  /** With RINGTAIL_DEBUG only. */
  public void debug(String text) {
    if (debug) {
      stderr.tell(Weight.INFO, "", text);
    }
  }

  synchronized void tellStart(RingtailConfig config) {
    stderr.tell(
        Weight.INFO,
        "start",
        "agent "
            + version
            + " on Java "
            + System.getProperty("java.version")
            + "; hooks "
            + hooks
            + "; destination "
            + String.join(",", config.sinks())
            + ", log group "
            + config.logGroup().text()
            + ", log stream "
            + config.logStream().text());
  }

  synchronized void tellStop(Telemetry telemetry) {
    Accounts accounts = settled(telemetry);
    BridgeCounts counts = bridge;
    StringBuilder dropped = new StringBuilder();
    for (Map.Entry<DropReason, Long> each : accounts.dropped().entrySet()) {
      dropped.append(dropped.length() == 0 ? " (" : ", ");
      dropped.append(each.getKey().label()).append(' ').append(each.getValue());
    }
    String reasons = dropped.length() == 0 ? "" : dropped.append(')').toString();
    stderr.tell(
        Weight.INFO,
        "stop",
        "agent "
            + version
            + " ends; hooks "
            + hooks
            + "; "
            + telemetry.sink()
            + ": captured "
            + accounts.captured()
            + ", delivered "
            + accounts.delivered()
            + ", handed to stdout "
            + accounts.handedOver()
            + ", dropped "
            + accounts.totalDropped()
            + reasons
            + ", left to bridges "
            + (counts == null ? 0 : counts.leftToBridges())
            + ", failed in the agent "
            + (counts == null ? 0 : counts.failures()));
  }

  /**
   * Threads of the program may log on, into nothing: a moment is looked for between two of them.
   */
  private static Accounts settled(Telemetry telemetry) {
    Accounts accounts = telemetry.accounts();
    for (int looks = 0; looks < MAX_LOOKS && !accounts.isBalanced(); looks++) {
      accounts = telemetry.accounts();
    }
    return accounts;
  }
}
