package io.ringtail.console.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.store.EventStore;
import io.ringtail.console.store.LogGroup;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** CreateLogGroup, PutRetentionPolicy, DescribeLogGroups. */
final class GroupOperations {
  private static final int MAX_PAGE = 50;

  /** From the API reference of PutRetentionPolicy. */
  private static final List<Integer> LEGAL_RETENTION_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private final EventStore store;
  private final Lookup lookup;
  private final InstantSource clock;

  GroupOperations(EventStore store, Lookup lookup, InstantSource clock) {
    this.store = store;
    this.lookup = lookup;
    this.clock = clock;
  }

  void create(Params params, JsonGenerator out) {
    String name = Names.group("logGroupName", params.string("logGroupName"));
    if (!store.createGroup(name, clock.millis())) {
      throw ServiceError.of(
              "ResourceAlreadyExistsException", "The specified log group already exists")
          .refused();
    }
  }

  void putRetentionPolicy(Params params, JsonGenerator out) {
    LogGroup group = lookup.group(Names.group("logGroupName", params.string("logGroupName")));
    Long days = params.optionalLong("retentionInDays");
    if (days == null) {
      throw Params.missing("retentionInDays");
    }
    if (LEGAL_RETENTION_DAYS.stream().noneMatch(legal -> legal.longValue() == days)) {
      throw ServiceError.constraint(
              days,
              "retentionInDays",
              "Member must satisfy enum value set: " + LEGAL_RETENTION_DAYS)
          .refused();
    }
    store.retainDays(group, Math.toIntExact(days));
  }

  void describe(Params params, JsonGenerator out) throws IOException {
    String prefix = params.optionalString("logGroupNamePrefix");
    String part = params.optionalString("logGroupNamePattern");
    if (prefix != null && part != null) {
      throw ServiceError.invalidParameter(
              "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.")
          .refused();
    }
    Page<LogGroup> page =
        Page.of(
            store.groups().stream().filter(group -> matches(group.name(), prefix, part)),
            LogGroup::name,
            Comparator.naturalOrder(),
            Page.Request.of(params, MAX_PAGE));
    out.writeArrayFieldStart("logGroups");
    for (LogGroup group : page.elements()) {
      write(group, out);
    }
    out.writeEndArray();
    if (page.nextToken() != null) {
      out.writeStringField("nextToken", page.nextToken());
    }
  }

  /** The pattern of the service is a part of the name, in any case. */
  private static boolean matches(String name, @Nullable String prefix, @Nullable String part) {
    return (prefix == null || name.startsWith(prefix))
        && (part == null || name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)));
  }

  private static void write(LogGroup group, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("logGroupName", group.name());
    out.writeNumberField("creationTime", group.creationTimeMillis());
    if (group.retentionDays() != LogGroup.NO_RETENTION) {
      out.writeNumberField("retentionInDays", group.retentionDays());
    }
    out.writeNumberField("metricFilterCount", 0);
    out.writeStringField("arn", Arns.group(group) + ":*");
    out.writeStringField("logGroupArn", Arns.group(group));
    out.writeStringField("logGroupClass", "STANDARD");
    out.writeNumberField("storedBytes", group.storedBytes());
    out.writeEndObject();
  }
}
