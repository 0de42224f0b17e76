package io.ringtail.agent;

import io.ringtail.agent.ship.AgentNotices;
import io.ringtail.agent.ship.ProcessEnd;
import io.ringtail.agent.ship.Shipping;
import io.ringtail.agent.ship.StatusLines;
import io.ringtail.telemetry.DistinctNotices;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.StderrNotices;

/**
 * What stands behind the hooks: made when the first framework shows up, or the first line is
 * printed.
 *
 * @param shipping the pipeline, not started yet
 * @param status what the agent says of itself
 * @param notices what is wrong, each told once
 * @param end what is done at the end of the process
 */
record Installation(Shipping shipping, StatusLines status, Notices notices, ProcessEnd end) {
  static Installation of(AgentOptions options, String version, ProcessEnd end) {
    StatusLines status = new StatusLines(version, options.debug());
    Notices notices = new DistinctNotices(new AgentNotices(new StderrNotices(), options.debug()));
    return new Installation(new Shipping(options, notices, status, end), status, notices, end);
  }
}
