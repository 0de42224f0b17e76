package io.ringtail.node.config;

import io.ringtail.config.DeadLetterPlace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The agent as a whole.
 *
 * @param clusterName CLUSTER_NAME; null where unknown
 * @param hostName HOST_NAME, the node's name
 * @param httpPort HTTP_PORT; 0: any free port; negative: no HTTP
 * @param logRoot RINGTAIL_LOG_ROOT, /var/log as seen from here
 * @param stateDir RINGTAIL_STATE_DIR, where checkpoints are kept
 * @param bufferBytes what entries held back, batches and sends may hold together
 * @param lingerMillis the longest that a record waits for company
 * @param shutdownMillis the longest that stopping may take
 * @param maxDeletedBytes unread bytes of deleted files that may be kept on disk by holding them
 *     open
 * @param deadLetters where records are kept that a sink refuses for good; null: nowhere
 * @param deadLetterBytes what they may take of a directory
 * @param create whether to create a missing log group and stream
 * @param retentionDays for groups that we create; null: never expires
 * @param reload whether to apply a changed configuration file while running
 */
public record AgentConfig(
    @Nullable String clusterName,
    String hostName,
    int httpPort,
    Path logRoot,
    Path stateDir,
    long bufferBytes,
    long lingerMillis,
    long shutdownMillis,
    long maxDeletedBytes,
    @Nullable DeadLetterPlace deadLetters,
    long deadLetterBytes,
    boolean create,
    @Nullable Integer retentionDays,
    boolean reload) {}
