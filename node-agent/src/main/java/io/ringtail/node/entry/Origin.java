package io.ringtail.node.entry;

import io.ringtail.node.kubernetes.PodInfo;
import io.ringtail.node.kubernetes.PodRef;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote a log, as far as it is known now: what selectors and templates look at.
 *
 * @param source the name of the source in the configuration
 * @param tag as Fluent Bit would name it: the source's name and the path, with dots for slashes
 * @param pod what the path says; null outside of containers
 * @param info what kubelet or the API server says; null until it is known, or for good
 * @param unit the systemd unit, for entries of the journal
 */
public record Origin(
    String source,
    String tag,
    @Nullable PodRef pod,
    @Nullable PodInfo info,
    @Nullable String unit) {}
