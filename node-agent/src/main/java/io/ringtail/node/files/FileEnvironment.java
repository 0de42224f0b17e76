package io.ringtail.node.files;

import io.ringtail.node.checkpoint.Checkpoints;
import io.ringtail.node.kubernetes.PodRef;
import io.ringtail.telemetry.Notices;
import java.nio.file.Path;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a source of files works with.
 *
 * @param logRoot where /var/log of the node is seen from here
 * @param opener makes what takes the lines of each log
 * @param checkpoints what is remembered over a restart
 * @param deleted one for all sources
 * @param openFiles one for the whole process
 * @param pods what the path of a log and the real path of its file say about its container, both as
 *     on the node; null if they are not those of a container's log
 */
public record FileEnvironment(
    Path logRoot,
    LogOpener opener,
    Checkpoints checkpoints,
    DeletedBytes deleted,
    OpenFiles openFiles,
    Notices notices,
    BiFunction<Path, Path, @Nullable PodRef> pods) {}
