package io.ringtail.config;

/**
 * The templates of a destination's two names.
 *
 * @param group of the log group; for other sinks of what comes nearest: index, stream, bucket
 * @param stream of the log stream; for other sinks of partition key or key prefix
 */
public record DestinationNames(NameTemplate group, NameTemplate stream) {
  /** Whether a name changes with time. */
  public boolean dependsOnDate() {
    return group.dependsOnDate() || stream.dependsOnDate();
  }
}
