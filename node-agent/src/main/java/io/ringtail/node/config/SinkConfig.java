package io.ringtail.node.config;

import io.ringtail.config.SinkSettings;

/**
 * A sink that records go to.
 *
 * @param name what routes call it
 * @param type the name of its kind, as in RINGTAIL_SINK
 * @param required whether each record of a log waits in its file until the sink has it; false: what
 *     the sink does not take in time is lost to it, and told
 * @param settings its own options
 */
public record SinkConfig(String name, String type, boolean required, SinkSettings settings) {}
