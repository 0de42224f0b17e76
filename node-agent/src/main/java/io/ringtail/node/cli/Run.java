package io.ringtail.node.cli;

import io.ringtail.config.Values;
import io.ringtail.metadata.Surroundings;
import io.ringtail.node.config.ConfigText;
import io.ringtail.node.config.NodeConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: the agent. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tails, ships, and goes on until it is told to stop.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {"0:stopped", "1:could not start or go on", "2:wrong usage"})
final class Run implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--until-eof",
      description = "Stop when all that is there now has been read and delivered")
  private boolean untilEof;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final AgentRun agent;
  private final Surroundings surroundings;

  Run(AgentRun agent, Surroundings surroundings) {
    this.agent = agent;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    if (isDisabled()) {
      err.println("ringtail-node-agent: RINGTAIL_ENABLED is false: doing nothing until stopped");
      ProbeFile.write(-1, err);
      // To end would make Kubernetes start it again and again.
      new CountDownLatch(1).await();
    }
    ConfigText text;
    try {
      text = config.text();
    } catch (IOException e) {
      err.println("ringtail-node-agent: " + e.getMessage() + "; not started");
      return Cli.FAILED;
    }
    NodeConfig read = ConfigOption.read(text, surroundings, err).config();
    if (read == null) {
      err.println("ringtail-node-agent: " + text.name() + " cannot be used; not started");
      return Cli.FAILED;
    }
    return agent.run(new AgentRun.Request(read, config.file(), text, surroundings, untilEof));
  }

  private boolean isDisabled() {
    String enabled = surroundings.env("RINGTAIL_ENABLED");
    return enabled != null && Boolean.FALSE.equals(Values.bool(enabled).value());
  }
}
