package io.ringtail.console.store;

/** The names of a log group and of a log stream in it. */
public record StreamId(String group, String stream) {}
