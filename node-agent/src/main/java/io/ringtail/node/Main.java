package io.ringtail.node;

import io.ringtail.metadata.Surroundings;
import io.ringtail.node.agent.AgentProgram;
import io.ringtail.node.cli.Cli;

/** {@code java -jar ringtail-node-agent.jar}. */
public final class Main {
  private Main() {}

  public static void main(String... args) {
    System.exit(Cli.execute(new AgentProgram(), Surroundings.ofThisProcess(), args));
  }
}
