package io.ringtail.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event with a usual value in every part, and ways to change one. */
@SuppressWarnings("ArrayRecordComponent") // EventView has arrays; nobody compares events.
public record TestEvent(
    long epochSecond,
    int nanoOfSecond,
    Level level,
    String logger,
    String thread,
    String message,
    int cutBytes,
    Map<String, String> mdc,
    @Nullable Object @Nullable [] keyValues,
    String @Nullable [] markers,
    @Nullable Thrown thrown,
    @Nullable StackTraceElement caller)
    implements EventView {

  /** At 2026-11-20T22:00:00.123456789Z, with no context. */
  public static TestEvent of(String message) {
    return new TestEvent(
        Instant.parse("2026-11-20T22:00:00Z").getEpochSecond(),
        123_456_789,
        Level.INFO,
        "com.example.OrderService",
        "main",
        message,
        0,
        Map.of(),
        null,
        null,
        null,
        null);
  }

  public TestEvent at(long second, int nano) {
    return new TestEvent(
        second, nano, level, logger, thread, message, cutBytes, mdc, keyValues, markers, thrown,
        caller);
  }

  public TestEvent withOrigin(String newLogger, String newThread) {
    return new TestEvent(
        epochSecond,
        nanoOfSecond,
        level,
        newLogger,
        newThread,
        message,
        cutBytes,
        mdc,
        keyValues,
        markers,
        thrown,
        caller);
  }

  public TestEvent withCutBytes(int cut) {
    return new TestEvent(
        epochSecond,
        nanoOfSecond,
        level,
        logger,
        thread,
        message,
        cut,
        mdc,
        keyValues,
        markers,
        thrown,
        caller);
  }

  public TestEvent withMdc(Map<String, String> newMdc) {
    return new TestEvent(
        epochSecond,
        nanoOfSecond,
        level,
        logger,
        thread,
        message,
        cutBytes,
        newMdc,
        keyValues,
        markers,
        thrown,
        caller);
  }

  public TestEvent withKeyValues(@Nullable Object... pairs) {
    return new TestEvent(
        epochSecond,
        nanoOfSecond,
        level,
        logger,
        thread,
        message,
        cutBytes,
        mdc,
        pairs,
        markers,
        thrown,
        caller);
  }

  public TestEvent withMarkers(String... newMarkers) {
    return new TestEvent(
        epochSecond,
        nanoOfSecond,
        level,
        logger,
        thread,
        message,
        cutBytes,
        mdc,
        keyValues,
        newMarkers,
        thrown,
        caller);
  }

  public TestEvent withThrown(Thrown newThrown) {
    return new TestEvent(
        epochSecond,
        nanoOfSecond,
        level,
        logger,
        thread,
        message,
        cutBytes,
        mdc,
        keyValues,
        markers,
        newThrown,
        caller);
  }

  public TestEvent withCaller(StackTraceElement newCaller) {
    return new TestEvent(
        epochSecond,
        nanoOfSecond,
        level,
        logger,
        thread,
        message,
        cutBytes,
        mdc,
        keyValues,
        markers,
        thrown,
        newCaller);
  }
}
