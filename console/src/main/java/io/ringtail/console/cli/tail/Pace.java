package io.ringtail.console.cli.tail;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * How often the service is asked. A throttled request is repeated with full jitter, and doubles the
 * time between polls, which shrinks again while all goes well: FilterLogEvents has a quota of a few
 * requests a second for a whole account.
 *
 * <p>Threading: one thread.
 */
final class Pace {
  static final long MAX_INTERVAL_MILLIS = 30_000;
  private static final long FIRST_BACKOFF_MILLIS = 250;
  private static final long MAX_BACKOFF_MILLIS = 20_000;
  private static final int MAX_DOUBLINGS = 10;

  /** A request. */
  @FunctionalInterface
  interface Request<T> {
    T send() throws ServiceProblem;
  }

  /** Waits. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(long millis) throws InterruptedException;
  }

  private final long intervalMillis;
  private final int maxAttempts;
  private final RandomGenerator random;
  private final Sleeper sleeper;
  private final Consumer<String> notices;
  private long presentMillis;
  private boolean reached;
  private boolean away;

  /**
   * @param intervalMillis between polls where nothing is the matter
   * @param maxAttempts after which a request fails for good
   * @param notices told to the user, each state once
   */
  Pace(
      long intervalMillis,
      int maxAttempts,
      RandomGenerator random,
      Sleeper sleeper,
      Consumer<String> notices) {
    this.intervalMillis = intervalMillis;
    this.maxAttempts = maxAttempts;
    this.random = random;
    this.sleeper = sleeper;
    this.notices = notices;
    this.presentMillis = intervalMillis;
  }

  /**
   * Sends it until it is answered.
   *
   * @throws ServiceProblem where to repeat it is of no use, or the service was never there
   */
  <T> T call(Request<T> request) throws ServiceProblem, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        T answer = request.send();
        wentWell();
        return answer;
      } catch (ServiceProblem problem) {
        after(problem, attempt);
      }
    }
  }

  /** Waits before the next attempt; throws {@code problem} where there is to be none. */
  void after(ServiceProblem problem, int attempt) throws ServiceProblem, InterruptedException {
    boolean isThrottle = problem.kind() == ServiceProblem.Kind.THROTTLED;
    boolean isAway = problem.kind() == ServiceProblem.Kind.UNAVAILABLE;
    if ((!isThrottle && !isAway) || attempt >= maxAttempts) {
      throw problem;
    }
    // Nobody waits for an address that may be wrong.
    if (isAway && !reached && SdkLogs.isRefusedConnection(problem)) {
      throw problem;
    }
    if (isThrottle) {
      slowDown();
    } else if (!away) {
      away = true;
      notices.accept(problem.getMessage() + "; trying again");
    }
    sleeper.sleep(backoffMillis(attempt));
  }

  /** Until the next poll. */
  void rest() throws InterruptedException {
    sleeper.sleep(presentMillis);
  }

  long presentMillis() {
    return presentMillis;
  }

  private void slowDown() {
    boolean wasUsual = presentMillis == intervalMillis;
    presentMillis = Math.min(MAX_INTERVAL_MILLIS, Math.max(1, presentMillis) * 2);
    if (wasUsual) {
      notices.accept("throttled by the service; asking less often");
    }
  }

  void wentWell() {
    reached = true;
    presentMillis = Math.max(intervalMillis, presentMillis - Math.max(1, presentMillis / 20));
    if (away) {
      away = false;
      notices.accept("the service answers again; nothing is left out");
    }
  }

  private long backoffMillis(int attempt) {
    long most =
        Math.min(MAX_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << Math.min(attempt - 1, MAX_DOUBLINGS));
    return 1 + random.nextLong(most);
  }
}
