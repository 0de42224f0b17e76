package io.ringtail.console.fault;

import io.ringtail.console.logs.Operation;
import io.ringtail.console.logs.ServiceError;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The faults that are switched on, to be changed while requests come. The same seed and the same
 * order of requests give the same faults.
 *
 * <p>Threading: safe; one lock, held for a few draws.
 */
public final class Faults {
  private final long seed;
  private final InstantSource clock;
  private final List<Fault> initial;
  private final Map<FaultKind, Fault> active = new EnumMap<>(FaultKind.class);
  private final Map<FaultKind, RandomGenerator> randoms = new EnumMap<>(FaultKind.class);
  private final Map<FaultKind, Long> injected = new EnumMap<>(FaultKind.class);
  private TokenBucket bucket = new TokenBucket(0, 0);
  private Runnable hangsReleased = () -> {};

  /** Begins with {@code initial}, to which {@link #reset()} goes back. */
  public Faults(long seed, InstantSource clock, Collection<Fault> initial) {
    this.seed = seed;
    this.clock = clock;
    this.initial = List.copyOf(initial);
    startOver();
  }

  /** Switches a fault on, in place of one of its kind. */
  public void inject(Fault fault) {
    boolean release;
    synchronized (this) {
      release = fault.kind() == FaultKind.HANG;
      put(fault);
    }
    if (release) {
      releaseHangs();
    }
  }

  /** Switches these on and all others off. */
  public void replace(Collection<Fault> faults) {
    synchronized (this) {
      active.clear();
      faults.forEach(this::put);
    }
    releaseHangs();
  }

  /** Switches one kind off. Requests that hang are let go: their connections are closed. */
  public void clear(FaultKind kind) {
    synchronized (this) {
      active.remove(kind);
    }
    if (kind == FaultKind.HANG) {
      releaseHangs();
    }
  }

  /** Switches all off. */
  public void clear() {
    replace(List.of());
  }

  /** As at the start: the first faults, the same random numbers again, nothing counted. */
  public void reset() {
    startOver();
    releaseHangs();
  }

  public synchronized List<Fault> active() {
    return List.copyOf(active.values());
  }

  /** How often each kind has struck. */
  public synchronized Map<String, Long> injected() {
    Map<String, Long> result = new TreeMap<>();
    injected.forEach((kind, count) -> result.put(kind.wireName(), count));
    return result;
  }

  /** Called when hanging requests must be let go. */
  public synchronized void onHangsReleased(Runnable action) {
    hangsReleased = action;
  }

  /**
   * Decides on a request.
   *
   * @param group its log group, "" if it has none; asked only if it matters
   */
  public synchronized Verdict decide(Operation operation, Supplier<String> group) {
    if (active.isEmpty()) {
      return new Verdict(0, new Verdict.Proceed());
    }
    long delayMillis = 0;
    Fault latency = active.get(FaultKind.LATENCY);
    if (latency != null && strikes(latency, operation, group)) {
      delayMillis = latency.fixedMillis() + random(latency).nextLong(latency.jitterMillis() + 1);
    }
    for (Fault fault : active.values()) {
      if (fault.kind() != FaultKind.LATENCY && strikes(fault, operation, group)) {
        return new Verdict(delayMillis, outcome(fault.kind(), operation));
      }
    }
    return new Verdict(delayMillis, new Verdict.Proceed());
  }

  private synchronized void startOver() {
    active.clear();
    injected.clear();
    for (FaultKind kind : FaultKind.values()) {
      // A sequence of its own for each kind: switching one on does not change another.
      randoms.put(kind, new SplittableRandom(seed * FaultKind.values().length + kind.ordinal()));
    }
    initial.forEach(this::put);
  }

  private synchronized void put(Fault fault) {
    active.put(fault.kind(), fault);
    if (fault.perSecond() > 0) {
      bucket = new TokenBucket(fault.perSecond(), clock.millis());
    }
  }

  private synchronized boolean strikes(Fault fault, Operation operation, Supplier<String> group) {
    if (!fault.concerns(operation, group)) {
      return false;
    }
    boolean drawn = random(fault).nextDouble() < fault.rate();
    boolean struck = drawn && (fault.perSecond() == 0 || !bucket.take(clock.millis()));
    if (struck) {
      injected.merge(fault.kind(), 1L, Long::sum);
    }
    return struck;
  }

  private synchronized RandomGenerator random(Fault fault) {
    RandomGenerator random = randoms.get(fault.kind());
    if (random == null) {
      throw new IllegalStateException("no random numbers for " + fault.kind());
    }
    return random;
  }

  private void releaseHangs() {
    Runnable action;
    synchronized (this) {
      action = hangsReleased;
    }
    action.run();
  }

  private static Verdict.Outcome outcome(FaultKind kind, Operation operation) {
    return switch (kind) {
      case EXPIRED_CREDENTIALS ->
          refuse("ExpiredTokenException", "The security token included in the request is expired");
      case ACCESS_DENIED ->
          refuse(
              "AccessDeniedException",
              "User: arn:aws:iam::000000000000:user/local is not authorized to perform: logs:"
                  + operation.wireName()
                  + " because no identity-based policy allows the logs:"
                  + operation.wireName()
                  + " action");
      case THROTTLE -> refuse("ThrottlingException", "Rate exceeded");
      case SERVICE_UNAVAILABLE ->
          new Verdict.Refuse(ServiceError.unavailable("The service cannot complete the request."));
      case INTERNAL_FAILURE ->
          new Verdict.Refuse(ServiceError.internalFailure("An internal error occurred."));
      case HANG -> new Verdict.Hang();
      case DROP_BEFORE_STORE -> new Verdict.Drop(false);
      case DROP_AFTER_STORE -> new Verdict.Drop(true);
      case LATENCY -> new Verdict.Proceed();
    };
  }

  private static Verdict.Refuse refuse(String type, String message) {
    return new Verdict.Refuse(ServiceError.of(type, message));
  }
}
