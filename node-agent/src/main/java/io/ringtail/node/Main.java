package io.ringtail.node;

import io.ringtail.metadata.Surroundings;
import io.ringtail.node.agent.AgentProgram;
import io.ringtail.node.agent.ReplayProgram;
import io.ringtail.node.cli.Cli;
import io.ringtail.sink.SinkCatalog;
import io.ringtail.telemetry.StderrNotices;

/** {@code java -jar ringtail-node-agent.jar}. */
public final class Main {
  private Main() {}

  public static void main(String... args) {
    SinkCatalog sinks = SinkCatalog.load(Main.class.getClassLoader());
    ReplayProgram replay = new ReplayProgram(sinks::find, new StderrNotices());
    System.exit(Cli.execute(new AgentProgram(), replay, Surroundings.ofThisProcess(), args));
  }
}
