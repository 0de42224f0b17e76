package io.ringtail.console.logs;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the endpoint can do, by the names of CloudWatch Logs. */
public enum Operation {
  CREATE_LOG_GROUP("CreateLogGroup"),
  CREATE_LOG_STREAM("CreateLogStream"),
  PUT_RETENTION_POLICY("PutRetentionPolicy"),
  DESCRIBE_LOG_GROUPS("DescribeLogGroups"),
  DESCRIBE_LOG_STREAMS("DescribeLogStreams"),
  PUT_LOG_EVENTS("PutLogEvents"),
  GET_LOG_EVENTS("GetLogEvents"),
  FILTER_LOG_EVENTS("FilterLogEvents"),
  START_LIVE_TAIL("StartLiveTail");

  private static final Map<String, Operation> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Operation::wireName, Function.identity()));

  private final String wireName;

  Operation(String wireName) {
    this.wireName = wireName;
  }

  /** As in {@code X-Amz-Target}, without the service's prefix. */
  public String wireName() {
    return wireName;
  }

  public static @Nullable Operation named(String wireName) {
    return BY_NAME.get(wireName);
  }
}
