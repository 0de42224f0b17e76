package io.ringtail.node.files;

import io.ringtail.node.entry.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The generations of one log that are not done with, oldest first, and which of them is read now.
 *
 * <p>A file that was rotated away is read to its end, and a while longer: its writer may not have
 * reopened yet, or be about to. Only then the next one is begun. Should bytes arrive later still,
 * they become a generation of their own between what was read of the next one and the rest of it.
 *
 * <p>Threading: the reading thread.
 */
final class Chain {
  /** How long a file must have had a successor before its end is taken for the end. */
  static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long a file that was read to its end is watched for bytes that come late. */
  static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** After so many, with growing pauses between them, a file is given up if another follows. */
  private static final int MAX_FAILURES = 8;

  /** Told of bytes that will never be read. */
  interface Losses {
    void lost(long bytes, String reason);
  }

  private final DeletedBytes deleted;
  private final Losses losses;
  private final List<Generation> generations = new ArrayList<>();
  private int reading;
  private int nextNumber;
  private int version;
  private @Nullable RotatedName before;

  Chain(DeletedBytes deleted, Losses losses) {
    this.deleted = deleted;
    this.losses = losses;
  }

  /** A generation that is not read yet, the youngest. */
  Generation add(Generation generation) {
    generations.add(generation);
    return generation;
  }

  /** Numbers the first so many, as positions refer to them, and begins to read at one of them. */
  void begin(int numbered, int at, long offset) {
    for (Generation each : generations.subList(0, numbered)) {
      each.number = nextNumber++;
    }
    reading = at;
    Generation first = reading();
    first.offset = offset;
    first.scanned = offset;
    first.size = Math.max(first.size, offset);
  }

  /** Generations before the one that is read have served to find those after them. */
  void finishSkipped() {
    for (Generation skipped : generations.subList(0, reading)) {
      skipped.finished = true;
      skipped.close();
    }
  }

  /** Files that were rotated away up to this one are none of ours. */
  void setBefore(@Nullable RotatedName name) {
    before = name;
  }

  @Nullable RotatedName before() {
    return before;
  }

  Generation reading() {
    return generations.get(reading);
  }

  /** Rises when anything changes but how far reading is. */
  int version() {
    return version;
  }

  Generation last() {
    return generations.get(generations.size() - 1);
  }

  List<Generation> generations() {
    return generations;
  }

  boolean isReadingLast() {
    return reading == generations.size() - 1;
  }

  /** Where the next line begins. */
  long readPosition() {
    return reading().position();
  }

  /** Whether the end of what is read now is its true end. */
  boolean isFinal(long now) {
    int last = generations.size() - 1;
    if (reading == last) {
      return false;
    }
    Generation ending = reading();
    boolean settled =
        reading < last - 1
            || ending.offset >= ending.end
            || (ending.succeeded && now - ending.succeededNanos >= GRACE_NANOS);
    return settled && (ending.content != null || !ending.isWanted());
  }

  /** Goes on to the next generation. */
  void advance() {
    version++;
    Generation done = reading();
    done.finished = true;
    done.size = Math.max(done.scanned, done.from);
    if (done.missing || done.end != Generation.OPEN || done.content instanceof GzipContent) {
      done.close();
    }
    reading++;
    if (reading().number == Generation.UNNUMBERED) {
      reading().number = nextNumber++;
    }
  }

  /**
   * Forgets generations of which everything before {@code acknowledged} was all; but not the one
   * before an empty file, which is known by nothing else.
   */
  void drop(long acknowledged) {
    while (reading > (reading().print.length() == 0 ? 1 : 0)
        && generations.get(0).content == null
        && generations.get(0).number < Position.generation(acknowledged)) {
      version++;
      before = RotatedName.younger(before, RotatedName.parse(generations.remove(0).name));
      reading--;
    }
  }

  /** Looks for bytes that came late, at files that were read to their end. */
  void watchLate(long now) throws IOException {
    if (!isReadingLast() && generations.get(reading + 1).number != Generation.UNNUMBERED) {
      // Catching up after a start: the numbers that follow are taken.
      return;
    }
    for (int i = 0; i < reading; i++) {
      Generation done = generations.get(i);
      Content content = done.content;
      if (content == null) {
        continue;
      }
      if (content.size() > done.size) {
        insertLate(done, now);
        return;
      }
      if (now - done.succeededNanos >= LATE_NANOS) {
        done.close();
      }
    }
  }

  private void insertLate(Generation done, long now) {
    version++;
    Generation interrupted = reading();
    Generation late = done.part(done.size);
    late.content = done.content;
    late.succeeded(now);
    done.content = null;
    done.end = done.size;
    Generation rest = interrupted.part(interrupted.offset);
    rest.content = interrupted.content;
    rest.succeeded = interrupted.succeeded;
    rest.succeededNanos = interrupted.succeededNanos;
    rest.end = interrupted.end;
    interrupted.content = null;
    interrupted.cut();
    interrupted.finished = true;
    generations.add(reading + 1, late);
    generations.add(reading + 2, rest);
    reading++;
    late.number = nextNumber++;
    late.size = done.size;
  }

  /**
   * Learns the names that the files have now, which are new, and which are gone.
   *
   * @param found oldest first
   * @throws IOException if a file could not be opened; it is tried again the next time
   */
  void follow(List<Sibling> found, long now) throws IOException {
    version++;
    IOException failure = null;
    int newest = -1;
    for (Generation each : generations) {
      if (each.content == null && each.print.length() == 0) {
        // Empty when a checkpoint was taken: its inode alone may be anybody's by now. If it is
        // still there it is found as a new one, after the one before it.
        each.cut();
      } else if (each.isWanted()) {
        try {
          newest = Math.max(newest, locate(each, found));
        } catch (IOException e) {
          failure = failed(each, e);
        }
      }
    }
    if (failure == null) {
      failure = append(found, newest);
    }
    for (Generation each : generations.subList(0, generations.size() - 1)) {
      each.succeeded(now);
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * A file that cannot be opened or read, for whatever reason, does not keep back for ever what
   * came after it.
   */
  @Nullable IOException failed(Generation generation, IOException reason) {
    generation.failures++;
    if (generation.failures < MAX_FAILURES || generation == last()) {
      return reason;
    }
    losses.lost(generation.unread(), "cannot be read: " + reason);
    generation.cut();
    return null;
  }

  private @Nullable IOException append(List<Sibling> found, int newest) {
    for (Sibling each : found.subList(newest + 1, found.size())) {
      if (newest < 0
          && before != null
          && each.rotated() != null
          && each.rotated().isNotAfter(before)) {
        continue;
      }
      Generation fresh = new Generation(each.id(), each.name(), 0);
      try {
        // Held from now on: it may be deleted before its turn comes.
        if (fresh.open(each.path(), each.isGzip())) {
          generations.add(fresh);
        }
      } catch (IOException e) {
        // Those after it wait for it, for the sake of order.
        return e;
      }
    }
    return null;
  }

  /**
   * @return its place in {@code found}; -1 if it is nowhere
   */
  private int locate(Generation generation, List<Sibling> found) throws IOException {
    for (int i = 0; i < found.size(); i++) {
      Sibling each = found.get(i);
      if (each.id().equals(generation.id)
          && (generation.content != null || opens(generation, each))) {
        generation.name = each.name();
        generation.missing = false;
        return i;
      }
    }
    return generation.content == null
        ? searchAll(generation, found)
        : searchCompressed(generation, found);
  }

  /** Not held open: the same text under another inode is as good. */
  private int searchAll(Generation generation, List<Sibling> found) throws IOException {
    for (int i = 0; i < found.size(); i++) {
      if (generation.print.length() > 0 && opens(generation, found.get(i))) {
        generation.id = found.get(i).id();
        generation.name = found.get(i).name();
        generation.missing = false;
        return i;
      }
    }
    if (generation.missing) {
      losses.lost(generation.unread(), "deleted before it was read");
      generation.cut();
    }
    // A list made while names change may lack a file: believed the second time.
    generation.missing = true;
    return -1;
  }

  /** Held open and without a name: deleted, or compressed and then deleted. */
  private int searchCompressed(Generation generation, List<Sibling> found) throws IOException {
    generation.missing = true;
    deleted.hold(new HeldGeneration(generation));
    for (int i = 0; i < found.size(); i++) {
      Sibling each = found.get(i);
      if (each.isGzip() && isCompressed(generation, each)) {
        generation.compressed = each.path();
        return i;
      }
    }
    generation.compressed = null;
    return -1;
  }

  private static boolean isCompressed(Generation generation, Sibling packed) throws IOException {
    if (packed.path().equals(generation.compressed)) {
      return true;
    }
    generation.isIntact();
    if (generation.print.length() == 0) {
      return packed.name().equals(generation.name + ".gz");
    }
    try (Content content = Content.open(packed.path(), true)) {
      byte[] head = Fingerprint.head(content);
      return generation.print.matches(head, head.length);
    }
  }

  private static boolean opens(Generation generation, Sibling sibling) throws IOException {
    if (!sibling.isGzip() && sibling.size() < generation.offset) {
      return false;
    }
    return generation.open(sibling.path(), sibling.isGzip());
  }

  /**
   * The file that is written to was truncated. What was not read is lost, unless somebody has made
   * a copy first, as logrotate's copytruncate does.
   */
  void truncated(List<Sibling> found, long now) throws IOException {
    version++;
    Generation cut = last();
    Generation fresh = new Generation(cut.id, cut.name, 0);
    fresh.content = cut.content;
    cut.content = null;
    generations.add(fresh);
    for (Generation each : generations.subList(0, generations.size() - 1)) {
      if (each.id.equals(fresh.id) && each.isWanted()) {
        each.close();
        each.succeeded(now - GRACE_NANOS);
        findCopy(each, found);
      }
    }
  }

  private void findCopy(Generation cut, List<Sibling> found) throws IOException {
    long known = Math.min(cut.size, cut.end);
    for (Sibling each : found) {
      if (each.rotated() != null && cut.print.length() > 0 && opens(cut, each)) {
        cut.id = each.id();
        cut.name = each.name();
        long copied = cut.content == null ? 0 : cut.content.size();
        if (copied < known) {
          losses.lost(known - copied, "truncated");
          cut.size = copied;
        }
        return;
      }
    }
    losses.lost(cut.unread(), "truncated");
    cut.cut();
  }

  void close() {
    for (Generation each : generations) {
      each.close();
    }
  }

  /** A generation without a name. */
  private final class HeldGeneration implements DeletedBytes.Held {
    private final Generation generation;

    HeldGeneration(Generation generation) {
      this.generation = generation;
    }

    @Override
    public long heldBytes() {
      return generation.missing && generation.content != null ? generation.unread() : 0;
    }

    @Override
    public void giveUp() {
      version++;
      Path packed = generation.compressed;
      if (packed != null) {
        try {
          if (generation.open(packed, true)) {
            generation.missing = false;
            generation.name = packed.getFileName().toString();
            return;
          }
        } catch (IOException e) {
          // As if it were not there.
          generation.compressed = null;
        }
      }
      losses.lost(generation.unread(), "given up: more bytes of deleted files than may be kept");
      generation.cut();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof HeldGeneration held && held.generation == generation;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(generation);
    }
  }
}
