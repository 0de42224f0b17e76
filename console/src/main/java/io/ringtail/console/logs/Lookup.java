package io.ringtail.console.logs;

import io.ringtail.console.store.EventStore;
import io.ringtail.console.store.LogGroup;
import io.ringtail.console.store.LogStream;

/** Finds groups and streams by a request's parameters, or refuses in the service's words. */
final class Lookup {
  private final EventStore store;

  Lookup(EventStore store) {
    this.store = store;
  }

  LogGroup group(String checkedName) {
    LogGroup group = store.group(checkedName);
    if (group == null) {
      throw notFound("The specified log group does not exist.");
    }
    return group;
  }

  LogStream stream(LogGroup group, String checkedName) {
    LogStream stream = group.stream(checkedName);
    if (stream == null) {
      throw notFound("The specified log stream does not exist.");
    }
    return stream;
  }

  /** By {@code logGroupName} or {@code logGroupIdentifier}, of which one must be given. */
  LogGroup groupOf(Params params) {
    String name = params.optionalString("logGroupName");
    String identifier = params.optionalString("logGroupIdentifier");
    if (name != null && identifier != null) {
      throw ServiceError.invalidParameter(
              "LogGroup name and LogGroup ARN are mutually exclusive parameters.")
          .refused();
    }
    if (identifier != null) {
      return group(Names.groupOfIdentifier(identifier));
    }
    if (name == null) {
      throw Params.missing("logGroupName");
    }
    return group(Names.group("logGroupName", name));
  }

  private static RefusedException notFound(String message) {
    return ServiceError.of("ResourceNotFoundException", message).refused();
  }
}
