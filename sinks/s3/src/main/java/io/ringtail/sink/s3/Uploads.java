package io.ringtail.sink.s3;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.RingtailThread;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Takes sealed objects to their buckets, without end, at the pace that each bucket bears, and seals
 * what is due.
 *
 * <p>Threading: threads of its own; one keeps the spool, the others come while objects wait and go
 * when none do.
 */
final class Uploads {
  static final int MAX_AT_ONCE = 4;

  private static final long LOOK_AGAIN_NANOS = 500_000_000;

  /** The same while objects wait for the end of a pause. */
  private static final long PAUSED_NANOS = 50_000_000;

  /** Processes that share the directory may die while we live. */
  private static final long ADOPT_EVERY_NANOS = 60_000_000_000L;

  private final Spool spool;
  private final ObjectUpload upload;
  private final Notices notices;
  private final Clock clock;
  private final Runnable onEnd;

  private final BucketPaces paces;

  // Guarded by this.
  private int threads;
  private int uploaders;
  private boolean closed;

  // The keeper's own.
  private long lastAdoptNanos;
  private boolean adopted;

  /**
   * @param onEnd when the last thread has ended
   */
  Uploads(Spool spool, ObjectUpload upload, Notices notices, Clock clock, Runnable onEnd) {
    this.spool = spool;
    this.upload = upload;
    this.notices = notices;
    this.clock = clock;
    this.onEnd = onEnd;
    this.paces = new BucketPaces(MAX_AT_ONCE, clock);
  }

  void start() {
    startThread("s3-keeper", this::keep);
  }

  /** Why nothing is uploaded to this bucket, or to others; null if all is well. */
  Outcome.@Nullable RetryLater lastFailure(String bucket) {
    return paces.lastFailure(bucket);
  }

  /**
   * Seals everything, and waits until it is uploaded.
   *
   * @return false if the deadline came first; the files stay
   */
  boolean finish(long deadlineNanos) {
    sealAll();
    while (spool.sealedObjects() > 0 && System.nanoTime() - deadlineNanos < 0) {
      spool.awaitChange(Math.min(PAUSED_NANOS, deadlineNanos - System.nanoTime()));
    }
    return spool.sealedObjects() == 0;
  }

  /** No more uploads are begun; those under way may end. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    spool.wakeAll();
  }

  private void sealAll() {
    try {
      spool.sealAll();
    } catch (IOException e) {
      tellUnwritable(e);
    }
  }

  /** Never uploads itself, which may take minutes. */
  private void keep() {
    while (!isClosed()) {
      try {
        adoptIfDue();
        sealDue();
        startUploaders();
      } catch (Throwable e) {
        // An Error too, a thread that cannot be had for instance: what waits must not wait for
        // ever.
        notices.tell(Weight.ERROR, "s3 keeper " + e.getClass(), "sink s3: going on after " + e);
      }
      spool.awaitChange(LOOK_AGAIN_NANOS);
    }
  }

  private void adoptIfDue() {
    long now = clock.nanoTime();
    if (adopted && now - lastAdoptNanos < ADOPT_EVERY_NANOS) {
      return;
    }
    adopted = true;
    lastAdoptNanos = now;
    int objects = spool.adopt();
    if (objects > 0) {
      notices.tell(
          Weight.INFO,
          "s3 adopted",
          "sink s3: " + objects + " objects that an earlier process left are uploaded now");
    }
  }

  private void sealDue() {
    try {
      spool.sealDue();
    } catch (IOException e) {
      tellUnwritable(e);
    }
  }

  private void tellUnwritable(IOException e) {
    notices.tell(
        Weight.WARNING, "s3 seal", "sink s3: cannot close a file in the spool directory: " + e);
  }

  private void startUploaders() {
    int wanted = Math.min(MAX_AT_ONCE, spool.sealedObjects());
    synchronized (this) {
      while (!closed && uploaders < wanted) {
        startThread("s3-upload-" + (uploaders + 1), this::uploadAll);
        uploaders++;
      }
    }
  }

  private void uploadAll() {
    try {
      boolean found = true;
      while (!isClosed() && (found || spool.waiting() > 0)) {
        found = uploadNext();
      }
    } finally {
      synchronized (this) {
        uploaders--;
      }
    }
  }

  private synchronized void startThread(String name, Runnable work) {
    new RingtailThread(name, () -> untilEnd(work)).start();
    threads++;
  }

  private void untilEnd(Runnable work) {
    try {
      work.run();
    } finally {
      boolean last;
      synchronized (this) {
        threads--;
        last = threads == 0;
      }
      if (last) {
        onEnd.run();
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Whether there was one. */
  private boolean uploadNext() {
    SpooledObject object = spool.take(paces, spool.waiting() > 0 ? PAUSED_NANOS : LOOK_AGAIN_NANOS);
    if (object != null) {
      settle(object, attempt(object));
    }
    return object != null;
  }

  private Outcome attempt(SpooledObject object) {
    try {
      return upload.upload(object);
    } catch (Throwable e) {
      // An Error too: the object stays, and so does the thread.
      return new Outcome.RetryLater(RetryCause.UNAVAILABLE, "uploading " + object + ": " + e);
    }
  }

  private void settle(SpooledObject object, Outcome outcome) {
    if (outcome instanceof Outcome.RetryLater later) {
      onFailure(object, later);
      spool.putBack(object);
      return;
    }
    onSuccess(object);
    try {
      spool.delete(object);
    } catch (IOException e) {
      // The next process uploads it once more, under the same key.
      notices.tell(
          Weight.WARNING,
          "s3 delete",
          "sink s3: cannot delete " + object.path() + ", which is uploaded: " + e);
    }
  }

  private void onFailure(SpooledObject object, Outcome.RetryLater later) {
    if (paces.onFailure(object, later)) {
      notices.tell(
          Weight.WARNING,
          "s3 upload " + later.cause() + ' ' + object.bucket(),
          "sink s3: "
              + later.detail()
              + "; tried again until it works; meanwhile objects wait in the spool directory"
              + " within RINGTAIL_S3_SPOOL_BYTES");
    }
  }

  private void onSuccess(SpooledObject object) {
    if (paces.onSuccess(object.bucket())) {
      notices.tell(
          Weight.INFO,
          "s3 uploads again " + object.bucket(),
          "sink s3: uploading to " + object.bucket() + " again");
    }
  }
}
