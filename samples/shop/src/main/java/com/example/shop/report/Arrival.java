package com.example.shop.report;

import com.fasterxml.jackson.databind.JsonNode;

/** One event as it arrived. */
record Arrival(JsonNode json) {
  /** The logger under which Ringtail tells, in the stream itself, of events that were lost. */
  private static final String OWN_LOGGER = "io.ringtail";

  long seq() {
    return json.path("seq").asLong(0);
  }

  String level() {
    return json.path("level").asText();
  }

  String logger() {
    return json.path("logger").asText();
  }

  String message() {
    return json.path("message").asText();
  }

  String requestId() {
    return json.path("mdc").path("requestId").asText();
  }

  boolean tellsOfLoss() {
    return logger().equals(OWN_LOGGER);
  }

  boolean hasMarker(String marker) {
    for (JsonNode name : json.path("markers")) {
      if (name.asText().equals(marker)) {
        return true;
      }
    }
    return false;
  }

  boolean hasException() {
    return json.has("exception");
  }

  boolean hasKeyValues() {
    return json.has("kv");
  }
}
