package io.ringtail.config;

import io.ringtail.metadata.PodMetadata;
import io.ringtail.metadata.Surroundings;
import java.time.Instant;
import java.util.Map;

/**
 * What placeholders stand for.
 *
 * @param more by the names of placeholders that the caller has added; what is missing is not known
 */
record TemplateValues(
    PodMetadata metadata, Surroundings surroundings, Instant now, Map<String, String> more) {}
