package io.ringtail.sink.cloudwatch;

import io.ringtail.sink.RetryCause;
import io.ringtail.sink.aws.RequestBody;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Creates the log group and the log stream that a put has missed.
 *
 * <p>An account may create some 50 streams a second, and the pods of a deployment start together:
 * each waits a random time first, and where it is throttled, up to twice as long the next time.
 *
 * <p>Threading: safe; of the sends that miss the same stream, one creates it.
 */
final class Creation implements AutoCloseable {
  private static final long FIRST_SPREAD_MILLIS = 2_000;
  private static final long MAX_SPREAD_MILLIS = 60_000;
  private static final int STRIPES = 64;

  private final LogsApi api;
  private final boolean allowed;
  private final @Nullable Retention retention;
  private final boolean spread;
  private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long spreadMillis = FIRST_SPREAD_MILLIS;
  private volatile long notBeforeNanos = System.nanoTime();

  /**
   * @param allowed RINGTAIL_CREATE
   * @param retention of a group that we create; null: as CloudWatch makes it
   * @param spread whether to wait a random time, for the sake of an account's limits
   */
  Creation(LogsApi api, boolean allowed, @Nullable Retention retention, boolean spread) {
    this.api = api;
    this.allowed = allowed;
    this.retention = retention;
    this.spread = spread;
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new ReentrantLock();
    }
  }

  /**
   * Creates what is missing, or waits until another thread has done so.
   *
   * @return {@link Verdict.Done} if the put is worth another try, else why not
   */
  Verdict create(LogNames names, Verdict.Missing missing) {
    if (!allowed) {
      return new Verdict.NotNow(RetryCause.DENIED, whatToCreate(names, missing));
    }
    ReentrantLock stripe = stripes[Math.floorMod(names.hashCode(), STRIPES)];
    boolean isFirst = stripe.tryLock();
    if (!isFirst) {
      stripe.lock();
    }
    try {
      return isFirst ? createInTurn(names, missing) : new Verdict.Done(RejectedEvents.NONE);
    } finally {
      stripe.unlock();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private Verdict createInTurn(LogNames names, Verdict.Missing missing) {
    if (notBeforeNanos - System.nanoTime() > 0) {
      return new Verdict.NotNow(
          RetryCause.THROTTLED, "waiting to create log stream " + names.stream());
    }
    if (spread && isClosedWithin(randomBelow(FIRST_SPREAD_MILLIS))) {
      return new Verdict.NotNow(RetryCause.UNAVAILABLE, "closed");
    }
    Verdict verdict = createBoth(names, missing.isGroup());
    if (verdict instanceof Verdict.NotNow notNow && notNow.cause() == RetryCause.THROTTLED) {
      notBeforeNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(randomBelow(spreadMillis));
      spreadMillis = Math.min(MAX_SPREAD_MILLIS, 2 * spreadMillis);
    } else {
      spreadMillis = FIRST_SPREAD_MILLIS;
    }
    return verdict;
  }

  private Verdict createBoth(LogNames names, boolean groupIsMissing) {
    if (!groupIsMissing) {
      Verdict verdict = createStream(names);
      if (!(verdict instanceof Verdict.Missing)) {
        return verdict;
      }
    }
    Verdict verdict = createGroup(names);
    if (verdict instanceof Verdict.Done) {
      verdict = createStream(names);
    }
    return verdict instanceof Verdict.Missing missing
        ? new Verdict.NotNow(RetryCause.UNAVAILABLE, missing.detail())
        : verdict;
  }

  private Verdict createStream(LogNames names) {
    RequestBody body = SmallBody.createLogStream(names);
    return doneIfThere(api.call("CreateLogStream", body), "log stream " + names.stream());
  }

  private Verdict createGroup(LogNames names) {
    RequestBody body = SmallBody.createLogGroup(names);
    long askedMillis = api.serviceMillis();
    Verdict verdict = api.call("CreateLogGroup", body);
    if (retention != null) {
      retention.afterCreation(names.group(), askedMillis, verdict);
    }
    return doneIfThere(verdict, "log group " + names.group());
  }

  private static Verdict doneIfThere(Verdict verdict, String what) {
    if (verdict instanceof Verdict.Exists) {
      return new Verdict.Done(RejectedEvents.NONE);
    }
    if (verdict instanceof Verdict.BadContent bad) {
      return new Verdict.NotNow(RetryCause.DENIED, "cannot create " + what + ": " + bad.detail());
    }
    return verdict instanceof Verdict.NotNow notNow
        ? new Verdict.NotNow(notNow.cause(), "cannot create " + what + ": " + notNow.detail())
        : verdict;
  }

  private static String whatToCreate(LogNames names, Verdict.Missing missing) {
    String group = missing.isGroup() ? "log group " + names.group() + " and " : "";
    return "missing and RINGTAIL_CREATE=false: create "
        + group
        + "log stream "
        + names.stream()
        + (missing.isGroup() ? "" : " in log group " + names.group());
  }

  private boolean isClosedWithin(long millis) {
    try {
      return closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  // Not RandomGenerator.getDefault(): Java 17 looks for it through the thread's class loader, and
  // finds none where that is not the program's.
  private static long randomBelow(long bound) {
    return ThreadLocalRandom.current().nextLong(bound);
  }
}
