package io.ringtail.sink.s3;

import io.ringtail.batch.Destination;
import io.ringtail.telemetry.Clock;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Objects on their way: one that grows for each destination, and sealed ones that wait for upload,
 * within a bound in bytes.
 *
 * <p>An object is sealed when the next batch does not fit, when it is old enough, and early when
 * space becomes short.
 *
 * <p>Threading: safe. One lock for the tables, never held during I/O; an object's own monitor
 * during its I/O. The monitor is taken first.
 */
final class Spool {
  /** However many prefixes there are: of each, one object grows in memory too, as a few fields. */
  private static final int MAX_OPEN_OBJECTS = 1_000;

  private final SpoolDirectory directory;
  private final S3Options options;
  private final Codec codec;
  private final ObjectNames names;
  private final Clock clock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by lock.
  private final Map<Destination, SpooledObject> open = new HashMap<>();
  private final Deque<SpooledObject> sealed = new ArrayDeque<>();
  private long diskBytes;
  private int underWay;

  /** The disk did not take something: it may be smaller than our bound. */
  private volatile boolean pressed;

  Spool(SpoolDirectory directory, S3Options options, Codec codec, ObjectNames names, Clock clock) {
    this.directory = directory;
    this.options = options;
    this.codec = codec;
    this.names = names;
    this.clock = clock;
  }

  /**
   * Adds a batch to its destination's object. When it returns true, the disk has it.
   *
   * @return false if there is no space within the bound
   * @throws IOException if the disk does not take it
   */
  boolean append(Destination destination, Body body) throws IOException {
    while (true) {
      SpooledObject object = openObject(destination);
      synchronized (object) {
        if (object.isSealed()) {
          continue;
        }
        if (object.bytes() > 0 && !fits(object, body)) {
          seal(destination, object);
          continue;
        }
        if (!reserve(object, body)) {
          return false;
        }
        appendTo(destination, object, body);
        return true;
      }
    }
  }

  private SpooledObject openObject(Destination destination) {
    lock.lock();
    try {
      return open.computeIfAbsent(destination, this::begin);
    } finally {
      lock.unlock();
    }
  }

  private SpooledObject begin(Destination destination) {
    String name = names.next(clock.epochMillis());
    return SpooledObject.begin(
        directory.path(),
        name,
        ObjectNames.bucket(destination.group()),
        names.key(destination.stream(), name, codec),
        codec,
        clock.nanoTime());
  }

  private boolean fits(SpooledObject object, Body body) {
    return object.bytes() + body.length() <= options.objectBytes();
  }

  /** What an append may take is counted before it is written. */
  private boolean reserve(SpooledObject object, Body body) {
    long more = object.diskBytesWith(body.length()) - object.diskBytes();
    lock.lock();
    try {
      if (diskBytes + more > options.spoolBytes()) {
        return false;
      }
      diskBytes += more;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void appendTo(Destination destination, SpooledObject object, Body body)
      throws IOException {
    long reserved = object.diskBytesWith(body.length()) - object.diskBytes();
    try {
      object.append(body);
    } catch (IOException e) {
      release(reserved);
      pressed = true;
      if (object.isSuspect()) {
        seal(destination, object);
      }
      throw e;
    }
    // The next batch is likely to be as large as this one.
    if (!fits(object, body)) {
      seal(destination, object);
    }
  }

  private void release(long bytes) {
    lock.lock();
    try {
      diskBytes -= bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Under the object's monitor. */
  private void seal(Destination destination, SpooledObject object) throws IOException {
    long before = object.diskBytes();
    object.seal();
    lock.lock();
    try {
      diskBytes += object.diskBytes() - before;
      open.remove(destination, object);
      if (object.bytes() > 0) {
        sealed.add(object);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Seals what is old enough; and, where space is short, the largest ones, so that uploading them
   * makes room.
   */
  void sealDue() throws IOException {
    seal(due());
  }

  /** Seals everything. */
  void sealAll() throws IOException {
    List<Map.Entry<Destination, SpooledObject>> all;
    lock.lock();
    try {
      all = entries();
    } finally {
      lock.unlock();
    }
    seal(all);
  }

  private void seal(List<Map.Entry<Destination, SpooledObject>> entries) throws IOException {
    IOException failure = null;
    for (Map.Entry<Destination, SpooledObject> entry : entries) {
      SpooledObject object = entry.getValue();
      synchronized (object) {
        try {
          if (!object.isSealed()) {
            seal(entry.getKey(), object);
          }
        } catch (IOException e) {
          failure = e;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private List<Map.Entry<Destination, SpooledObject>> due() {
    lock.lock();
    try {
      long now = clock.nanoTime();
      List<Map.Entry<Destination, SpooledObject>> all = entries();
      List<Map.Entry<Destination, SpooledObject>> due = new ArrayList<>(all);
      due.removeIf(entry -> now - entry.getValue().begunNanos() < options.objectAgeNanos());
      long openBytes = all.stream().mapToLong(entry -> entry.getValue().diskBytes()).sum();
      boolean scarce =
          diskBytes > options.spoolBytes() / 4 * 3 && openBytes > options.spoolBytes() / 4;
      if (scarce || pressed) {
        pressed = false;
        all.sort(Comparator.comparingLong(entry -> -entry.getValue().bytes()));
        due.addAll(all.subList(0, (all.size() + 1) / 2));
      }
      if (all.size() > MAX_OPEN_OBJECTS) {
        all.sort(Comparator.comparingLong(entry -> entry.getValue().begunNanos() - now));
        due.addAll(all.subList(0, all.size() - MAX_OPEN_OBJECTS / 2));
      }
      return due;
    } finally {
      lock.unlock();
    }
  }

  private List<Map.Entry<Destination, SpooledObject>> entries() {
    List<Map.Entry<Destination, SpooledObject>> entries = new ArrayList<>();
    open.forEach((destination, object) -> entries.add(Map.entry(destination, object)));
    return entries;
  }

  /** Takes over what earlier processes have left; how many objects. */
  int adopt() {
    List<SpooledObject> adopted = directory.adopt(clock.nanoTime());
    lock.lock();
    try {
      for (SpooledObject object : adopted) {
        sealed.add(object);
        diskBytes += object.diskBytes();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return adopted.size();
  }

  /**
   * Waits for a sealed object that may be uploaded now; null when there is none for as long. Its
   * upload counts as begun.
   */
  @Nullable SpooledObject take(BucketPaces paces, long waitNanos) {
    lock.lock();
    try {
      SpooledObject next = nextDue(paces);
      if (next == null && waitNanos > 0) {
        await(waitNanos);
        next = nextDue(paces);
      }
      if (next != null) {
        underWay++;
        paces.begin(next.bucket());
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something may have changed. */
  void awaitChange(long waitNanos) {
    lock.lock();
    try {
      await(waitNanos);
    } finally {
      lock.unlock();
    }
  }

  // The loop is its caller's.
  @SuppressWarnings("WaitNotInLoop")
  private void await(long waitNanos) {
    try {
      changed.await(waitNanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // A late time-out of the SDK, about a request that has ended.
    }
  }

  /** Those that never failed come first: they may be of buckets that are well. */
  private @Nullable SpooledObject nextDue(BucketPaces paces) {
    long now = clock.nanoTime();
    SpooledObject next = null;
    for (SpooledObject object : sealed) {
      boolean fresh = object.failures == 0;
      boolean mayBe = fresh || (next == null && now - object.dueNanos >= 0);
      if (mayBe && paces.admits(object.bucket())) {
        next = object;
        if (fresh) {
          break;
        }
      }
    }
    if (next != null) {
      sealed.remove(next);
    }
    return next;
  }

  /** The bucket has what was taken: its file goes. */
  void delete(SpooledObject object) throws IOException {
    long bytes = object.diskBytes();
    try {
      object.delete();
    } finally {
      lock.lock();
      try {
        diskBytes -= bytes;
        underWay--;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** What was taken has to be tried again, before those that have failed as well. */
  void putBack(SpooledObject object) {
    lock.lock();
    try {
      underWay--;
      sealed.addFirst(object);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void wakeAll() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Those that do not grow any more, waiting or under way. */
  int sealedObjects() {
    lock.lock();
    try {
      return sealed.size() + underWay;
    } finally {
      lock.unlock();
    }
  }

  /** Objects that the bucket does not have yet. */
  int objects() {
    lock.lock();
    try {
      return open.size() + sealed.size() + underWay;
    } finally {
      lock.unlock();
    }
  }

  /** Sealed ones that nobody uploads yet. */
  int waiting() {
    lock.lock();
    try {
      return sealed.size();
    } finally {
      lock.unlock();
    }
  }

  /** Whether not even the smallest batch fits. */
  boolean isFull() {
    return diskBytes() + SpooledObject.DISK_BLOCK_BYTES > options.spoolBytes();
  }

  /** What all files take. */
  long diskBytes() {
    lock.lock();
    try {
      return diskBytes;
    } finally {
      lock.unlock();
    }
  }
}
