package io.ringtail.node.files;

import io.ringtail.node.kubernetes.PodRef;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A log as it was found: the file that is written to now stands for all of its generations.
 *
 * @param key names it in checkpoints: the real path, the same after a restart
 * @param path as it was found by the glob, often a link
 * @param pod what the paths say, for the log of a container
 */
public record LogFile(String key, Path path, @Nullable PodRef pod) {}
