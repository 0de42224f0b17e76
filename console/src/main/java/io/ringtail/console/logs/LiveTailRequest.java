package io.ringtail.console.logs;

import io.ringtail.console.filter.FilterPattern;
import io.ringtail.console.filter.UnsupportedPatternException;
import io.ringtail.console.store.LogGroup;
import io.ringtail.console.store.LogStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a live tail is asked to show: the parameters of StartLiveTail.
 *
 * <p>Threading: immutable.
 */
public final class LiveTailRequest {
  private static final int MAX_GROUPS = 10;
  private static final int MAX_STREAMS = 10;
  private static final String ACCOUNT = "000000000000";

  private final Map<String, String> arnByGroup;
  private final List<String> streamNames;
  private final List<String> streamPrefixes;
  private final String pattern;
  private final FilterPattern parsed;

  private LiveTailRequest(
      Map<String, String> arnByGroup,
      List<String> streamNames,
      List<String> streamPrefixes,
      String pattern,
      FilterPattern parsed) {
    this.arnByGroup = arnByGroup;
    this.streamNames = List.copyOf(streamNames);
    this.streamPrefixes = List.copyOf(streamPrefixes);
    this.pattern = pattern;
    this.parsed = parsed;
  }

  /** Throws {@link RefusedException} for what the service would refuse. */
  static LiveTailRequest of(Params params, Lookup lookup) {
    List<String> identifiers = params.strings("logGroupIdentifiers");
    if (identifiers.isEmpty()) {
      throw Params.missing("logGroupIdentifiers");
    }
    atMost(identifiers, "logGroupIdentifiers", MAX_GROUPS);
    Map<String, String> arnByGroup = new LinkedHashMap<>();
    for (String identifier : identifiers) {
      if (!identifier.startsWith("arn:") || identifier.endsWith("*")) {
        throw ServiceError.invalidParameter(
                "logGroupIdentifiers: '"
                    + identifier
                    + "' is no ARN of a log group without :* at its end")
            .refused();
      }
      LogGroup group = lookup.group(Names.groupOfIdentifier(identifier));
      arnByGroup.put(group.name(), Arns.group(group));
    }
    List<String> names = params.strings("logStreamNames");
    List<String> prefixes = params.strings("logStreamNamePrefixes");
    atMost(names, "logStreamNames", MAX_STREAMS);
    atMost(prefixes, "logStreamNamePrefixes", MAX_STREAMS);
    if (!names.isEmpty() && !prefixes.isEmpty()) {
      throw ServiceError.invalidParameter(
              "logStreamNames and logStreamNamePrefixes are mutually exclusive parameters.")
          .refused();
    }
    if (arnByGroup.size() > 1 && !(names.isEmpty() && prefixes.isEmpty())) {
      throw ServiceError.invalidParameter(
              "logStreamNames and logStreamNamePrefixes go with one log group only.")
          .refused();
    }
    String pattern = params.optionalString("logEventFilterPattern");
    return new LiveTailRequest(
        arnByGroup, names, prefixes, pattern == null ? "" : pattern, parse(pattern));
  }

  private static FilterPattern parse(@Nullable String pattern) {
    String text = pattern == null ? "" : pattern;
    if (text.length() > FilterPattern.MAX_LENGTH) {
      throw ServiceError.constraint(
              text,
              "logEventFilterPattern",
              "Member must have length less than or equal to " + FilterPattern.MAX_LENGTH)
          .refused();
    }
    try {
      return FilterPattern.parse(text);
    } catch (UnsupportedPatternException e) {
      throw ServiceError.invalidParameter(String.valueOf(e.getMessage())).refused();
    }
  }

  private static void atMost(List<String> values, String name, int most) {
    if (values.size() > most) {
      throw ServiceError.constraint(
              "[" + values.size() + " names]",
              name,
              "Member must have length less than or equal to " + most)
          .refused();
    }
  }

  public boolean takes(LogStream stream) {
    if (!arnByGroup.containsKey(stream.id().group())) {
      return false;
    }
    if (!streamNames.isEmpty()) {
      return streamNames.contains(stream.name());
    }
    return streamPrefixes.isEmpty() || streamPrefixes.stream().anyMatch(stream.name()::startsWith);
  }

  public boolean matches(String message) {
    return parsed.matches(message);
  }

  /** Whether {@link #matches} is true of every message. */
  public boolean matchesAll() {
    return pattern.isBlank();
  }

  public List<String> groupArns() {
    return new ArrayList<>(arnByGroup.values());
  }

  /** How an event says which group it is from. */
  public String identifier(LogStream stream) {
    return ACCOUNT + ":" + stream.id().group();
  }

  public List<String> streamNames() {
    return streamNames;
  }

  public List<String> streamPrefixes() {
    return streamPrefixes;
  }

  public String pattern() {
    return pattern;
  }
}
