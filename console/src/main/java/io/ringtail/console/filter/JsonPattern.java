package io.ringtail.console.filter;

import io.ringtail.console.json.JsonTree;
import io.ringtail.console.json.MalformedJsonException;

/** Matches messages that are JSON objects and fulfil the condition. */
record JsonPattern(JsonCondition condition) implements FilterPattern {
  @Override
  public boolean matches(String message) {
    if (!message.stripLeading().startsWith("{")) {
      return false;
    }
    try {
      return condition.holds(JsonTree.read(message));
    } catch (MalformedJsonException notJson) {
      return false;
    }
  }
}
