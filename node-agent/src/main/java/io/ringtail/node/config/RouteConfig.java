package io.ringtail.node.config;

/**
 * Where entries go. The templates know the placeholders of RINGTAIL_LOG_GROUP and, beside them,
 * {@code ${tag}}, {@code ${source}}, {@code ${stream}} and {@code ${unit}}; they are legal, once
 * they stand here.
 */
public record RouteConfig(String name, Selector when, String logGroup, String logStream) {}
