package io.ringtail.node.cli;

import io.ringtail.metadata.Surroundings;
import io.ringtail.node.config.ConfigText;
import io.ringtail.node.config.NodeConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: dead letters are sent again. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Sends again what a sink has refused: what is kept at RINGTAIL_DEAD_LETTER_DIR. Deletes"
            + " nothing.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:all records were taken",
      "1:some were not, or could not be read",
      "2:wrong usage"
    })
final class Replay implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--sink",
      paramLabel = "NAME",
      description = "Send all of them to this sink. Default: each to the one that refused it")
  private @Nullable String sink;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR|s3://BUCKET/PREFIX",
      description = "Files of dead letters, directories of them, or objects by their keys' prefix")
  private List<String> places = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final ReplayRun replay;
  private final Surroundings surroundings;

  Replay(ReplayRun replay, Surroundings surroundings) {
    this.replay = replay;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    try {
      ConfigText text = config.text();
      NodeConfig read = ConfigOption.read(text, surroundings, err).config();
      if (read == null) {
        err.println("ringtail-node-agent: " + text.name() + " cannot be used; nothing was sent");
        return Cli.FAILED;
      }
      return replay.run(read, sink, places, surroundings);
    } catch (IOException e) {
      err.println("ringtail-node-agent: " + e.getMessage());
      return Cli.FAILED;
    }
  }
}
