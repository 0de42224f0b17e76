package io.ringtail.node.cli;

import io.ringtail.metadata.Surroundings;
import io.ringtail.node.config.ConfigText;
import io.ringtail.node.config.NodeConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The agent, as the command line starts it. */
@FunctionalInterface
public interface AgentRun {
  /**
   * Runs until the process is told to stop.
   *
   * @return the exit code: 0 stopped, 1 could not start or go on
   */
  int run(Request request) throws Exception;

  /**
   * What is to be run.
   *
   * @param file to look at for changes; null for the built-in configuration
   * @param text what {@code config} was read from
   * @param untilEof whether to stop when everything that is there now has been delivered
   */
  record Request(
      NodeConfig config,
      @Nullable Path file,
      ConfigText text,
      Surroundings surroundings,
      boolean untilEof) {}
}
