package io.ringtail.batch;

/**
 * Where the records of one batch go.
 *
 * @param group the log group; for other sinks what comes nearest: index, delivery stream, bucket
 * @param stream the log stream; for other sinks partition key or key prefix
 */
public record Destination(String group, String stream) {}
