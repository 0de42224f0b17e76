package io.ringtail.console.cli.tail;

/**
 * An event as the service gives it.
 *
 * @param id unique in its group; empty in a live tail, which gives none
 */
record ArrivedEvent(
    String id,
    String group,
    String logStream,
    long timeMillis,
    long ingestedMillis,
    String message) {}
