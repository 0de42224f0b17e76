package io.ringtail.node.cli;

import io.ringtail.metadata.Surroundings;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "ringtail-node-agent",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Ships the logs of a node's containers, its files and its journal.")
public final class Cli implements Runnable {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Cli() {}

  /**
   * Executes a command.
   *
   * @param agent what {@code run} runs
   * @param replay what {@code replay} runs
   * @return the exit code
   */
  public static int execute(
      AgentRun agent, ReplayRun replay, Surroundings surroundings, String... args) {
    return commandLine(agent, replay, surroundings).execute(args);
  }

  static CommandLine commandLine(AgentRun agent, ReplayRun replay, Surroundings surroundings) {
    return new CommandLine(new Cli())
        .addSubcommand(new Run(agent, surroundings))
        .addSubcommand(new CheckConfig(surroundings))
        .addSubcommand(new Replay(replay, surroundings))
        .setParameterExceptionHandler((problem, given) -> refuse(problem))
        .setExecutionExceptionHandler((fault, command, given) -> failed(fault, command));
  }

  /** Without a command. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: run, check-config or replay");
  }

  /** Nothing that anybody could have written in a file should lead here. */
  private static int failed(Exception fault, CommandLine command) {
    PrintWriter err = command.getErr();
    err.println(
        "ringtail-node-agent: internal fault, please report it: "
            + fault
            + "; not started or ended");
    fault.printStackTrace(err);
    return FAILED;
  }

  private static int refuse(ParameterException problem) {
    PrintWriter err = problem.getCommandLine().getErr();
    err.println("ringtail-node-agent: " + problem.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
    err.println("--help lists the options; nothing was started");
    return WRONG_USAGE;
  }
}
