package io.ringtail.node.files;

import io.ringtail.node.entry.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

  /** The other logs, for a file that goes from one to the other by its name. */
  interface Others {
    /** Begins a file that was just opened where another log ends, if it is that one's. */
    void divide(Generation fresh) throws IOException;

    /** A file of this log has lost its name. */
    void renamed();
  }

  private final Losses losses;
  private final Others others;
  private final List<Generation> generations = new ArrayList<>();
  private int reading;
  private int nextNumber;
  private int version;
  private @Nullable RotatedName before;
  private Set<Passed> passed = Set.of();

  Chain(Losses losses, Others others) {
    this.losses = losses;
    this.others = others;
  }

  Others others() {
    return others;
  }

  Losses losses() {
    return losses;
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

  /** Whether a rotated file is none of ours. */
  boolean isBefore(@Nullable RotatedName rotated) {
    return before != null && rotated != null && rotated.isNotAfter(before);
  }

  /** These stood before all that is read or to be read, when last there was something of that. */
  void setPassed(Set<Passed> files) {
    if (!files.equals(passed)) {
      version++;
      passed = files;
    }
  }

  Set<Passed> passed() {
    return passed;
  }

  /**
   * Whether a rotated file is older than what is read, while of that nothing is there to compare.
   */
  boolean isPassed(Sibling file) {
    return isBefore(file.rotated())
        || (file.rotated() != null && passed.contains(new Passed(file.id(), file.size())));
  }

  Generation reading() {
    return generations.get(reading);
  }

  /** Rises when anything changes but how far reading is. */
  int version() {
    return version;
  }

  /** Something of it is about to change, other than how far reading is. */
  void changed() {
    version++;
  }

  Generation last() {
    return generations.get(generations.size() - 1);
  }

  List<Generation> generations() {
    return generations;
  }

  /** All that have another after them. */
  List<Generation> succeeded() {
    return generations.subList(0, generations.size() - 1);
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
   * A file that cannot be opened or read, for whatever reason, does not keep back for ever what
   * came after it.
   */
  @Nullable IOException failed(Generation generation, IOException reason) {
    if (OpenFiles.areUsedUp(reason)) {
      return reason;
    }
    generation.failures++;
    if (generation.failures < MAX_FAILURES || generation == last()) {
      return reason;
    }
    losses.lost(generation.unread(), "cannot be read: " + reason);
    generation.cut();
    return null;
  }

  /** Files that are held open. */
  int openFiles() {
    int open = 0;
    for (Generation each : generations) {
      open += each.content == null ? 0 : 1;
    }
    return open;
  }

  void close() {
    for (Generation each : generations) {
      each.close();
    }
  }
}
