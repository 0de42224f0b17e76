package io.ringtail.console.fault;

import io.ringtail.console.logs.Operation;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One fault that is switched on.
 *
 * @param rate the share of requests it strikes, 0 to 1
 * @param perSecond for {@link FaultKind#THROTTLE}: strikes only what goes beyond so many requests
 *     per second; 0 for no such limit
 * @param fixedMillis for {@link FaultKind#LATENCY}: the least delay
 * @param jitterMillis for {@link FaultKind#LATENCY}: up to so much more
 * @param operations what it strikes; empty for everything
 * @param groups the log groups of which it strikes requests; empty for all, and those without one
 */
public record Fault(
    FaultKind kind,
    double rate,
    int perSecond,
    long fixedMillis,
    long jitterMillis,
    Set<Operation> operations,
    Set<String> groups) {
  private static final long MAX_DELAY_MILLIS = 24 * 60 * 60 * 1000L;

  /** Throws {@link IllegalArgumentException} that names what is illegal, and what is legal. */
  public Fault {
    operations = Set.copyOf(operations);
    groups = Set.copyOf(groups);
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(
          kind.wireName() + ".rate is " + rate + ": must be from 0 to 1");
    }
    if (perSecond < 0) {
      throw new IllegalArgumentException(
          kind.wireName()
              + ".perSecond is "
              + perSecond
              + ": must be 1 or more, or 0 for no limit");
    }
    requireDelay(kind, "fixedMillis", fixedMillis);
    requireDelay(kind, "jitterMillis", jitterMillis);
    if (perSecond > 0 && kind != FaultKind.THROTTLE) {
      throw new IllegalArgumentException(
          "perSecond belongs to throttle, not to " + kind.wireName());
    }
    if (fixedMillis + jitterMillis > 0 && kind != FaultKind.LATENCY) {
      throw new IllegalArgumentException(
          "fixedMillis and jitterMillis belong to latency, not to " + kind.wireName());
    }
  }

  /** Strikes each request. */
  public static Fault of(FaultKind kind) {
    return of(kind, 1);
  }

  /** Strikes this share of requests. */
  public static Fault of(FaultKind kind, double rate) {
    return new Fault(kind, rate, 0, 0, 0, defaultOperations(kind), Set.of());
  }

  /** Throttles what goes beyond this rate of PutLogEvents; so many may come at once. */
  public static Fault throttlePerSecond(int perSecond) {
    return new Fault(
        FaultKind.THROTTLE, 1, perSecond, 0, 0, defaultOperations(FaultKind.THROTTLE), Set.of());
  }

  /** Delays each request by {@code fixedMillis} and up to {@code jitterMillis} more. */
  public static Fault latency(long fixedMillis, long jitterMillis) {
    return new Fault(FaultKind.LATENCY, 1, 0, fixedMillis, jitterMillis, Set.of(), Set.of());
  }

  /** The same fault, for these operations only; for all if none is given. */
  public Fault on(Operation... only) {
    return new Fault(kind, rate, perSecond, fixedMillis, jitterMillis, Set.of(only), groups);
  }

  /** The same fault, for requests about these log groups only; for all if none is given. */
  public Fault inGroups(String... only) {
    return new Fault(kind, rate, perSecond, fixedMillis, jitterMillis, operations, Set.of(only));
  }

  static Set<Operation> defaultOperations(FaultKind kind) {
    return kind == FaultKind.THROTTLE ? Set.of(Operation.PUT_LOG_EVENTS) : Set.of();
  }

  boolean concerns(Operation operation, Supplier<String> group) {
    return (operations.isEmpty() || operations.contains(operation))
        && (groups.isEmpty() || groups.contains(group.get()));
  }

  private static void requireDelay(FaultKind kind, String name, long millis) {
    if (millis < 0 || millis > MAX_DELAY_MILLIS) {
      throw new IllegalArgumentException(
          kind.wireName()
              + "."
              + name
              + " is "
              + millis
              + ": must be from 0 to "
              + MAX_DELAY_MILLIS
              + " (24 h)");
    }
  }
}
