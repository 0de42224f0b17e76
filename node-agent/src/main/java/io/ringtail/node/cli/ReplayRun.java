package io.ringtail.node.cli;

import io.ringtail.metadata.Surroundings;
import io.ringtail.node.config.NodeConfig;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sending of dead letters, as the command line starts it. */
@FunctionalInterface
public interface ReplayRun {
  /**
   * Sends all records that stand in {@code places}, and waits for each answer.
   *
   * @param sink the name of the one that they go to; null: each to the one that refused it
   * @param places files, directories of them, or places in a sink such as s3://bucket/prefix
   * @param surroundings whose variables beat the configuration
   * @return the exit code: 0 all were taken, 1 some were not
   * @throws IOException if a place cannot be read; the message names it
   */
  int run(NodeConfig config, @Nullable String sink, List<String> places, Surroundings surroundings)
      throws IOException, InterruptedException;
}
