package io.ringtail.node;

import io.ringtail.metadata.Surroundings;
import io.ringtail.node.cli.AgentRun;
import io.ringtail.node.cli.Cli;

/** {@code java -jar ringtail-node-agent.jar}. */
public final class Main {
  private Main() {}

  public static void main(String... args) {
    int code = Cli.execute(Main::run, Surroundings.ofThisProcess(), args);
    // A stop by signal ends the process by itself; to exit from here would wait for its hooks.
    if (code != 0) {
      System.exit(code);
    }
  }

  private static int run(AgentRun.Request request) {
    System.err.println(
        "ringtail-node-agent: the stages are not wired yet; not started with "
            + request.text().name());
    return 1;
  }
}
