package io.ringtail.node.cli;

import io.ringtail.metadata.Surroundings;
import io.ringtail.node.config.ConfigReading;
import io.ringtail.node.config.ConfigText;
import io.ringtail.node.config.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check-config}: tells every problem with its line, and starts nothing. */
@Command(
    name = "check-config",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Reads a configuration and tells all that is wrong with it, with the line.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {"0:can be used, perhaps with warnings", "1:has errors", "2:wrong usage"})
final class CheckConfig implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--print",
      description = "Print the configuration: without --config, the built-in one, to start from")
  private boolean print;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Surroundings surroundings;

  CheckConfig(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    CommandLine commandLine = spec.commandLine();
    PrintWriter out = commandLine.getOut();
    PrintWriter err = commandLine.getErr();
    try {
      ConfigText text = config.text();
      ConfigReading reading = ConfigOption.read(text, surroundings, err);
      if (print) {
        out.print(text.yaml());
        out.flush();
      } else {
        out.println(summary(text, reading));
      }
      return reading.config() == null ? Cli.FAILED : Cli.DONE;
    } catch (IOException e) {
      err.println("ringtail-node-agent: " + e.getMessage());
      return Cli.FAILED;
    }
  }

  private static String summary(ConfigText text, ConfigReading reading) {
    long errors = reading.problems().stream().filter(Problem::isError).count();
    long warnings = reading.problems().size() - errors;
    String verdict = errors == 0 ? "can be used" : "cannot be used";
    return text.name() + " " + verdict + ": errors " + errors + ", warnings " + warnings;
  }
}
