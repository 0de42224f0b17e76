package io.ringtail.batch;

import io.ringtail.event.Level;
import io.ringtail.event.RecordForm;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Encoded records for one destination.
 *
 * <p>Filled in the order of arrival, sealed into the order of time; after that, the records that
 * remain to be sent can only become fewer. Records are addressed by their place in that order, 0 to
 * {@link #size()} - 1.
 *
 * <p>Threading: one thread at a time; it is handed over under the lock of its next owner.
 * Allocates: while it grows, its bytes from a {@link BatchMemory}; it is used again after {@link
 * #clear}.
 */
public final class RecordBatch {
  private static final Level[] LEVELS = Level.values();
  private static final int INITIAL_RECORDS = 64;
  private static final int INITIAL_BYTES = 16 * 1024;

  private static final int SIZES_TO_DOUBLE = 4;

  /** Heap of a record beside its bytes, and of its id. */
  private static final long RECORD_BYTES = 21;

  private static final long ID_BYTES = 16;

  /** Set in {@link #kinds} for a record that we wrote ourselves. */
  private static final int OWN = 0x80;

  /** Set in {@link #kinds} for a record of what the program has printed itself. */
  private static final int PRINTED = 0x40;

  /** The bits of {@link #kinds} that hold the level. */
  private static final int LEVEL = 0x3f;

  /** Bits of a sort key that hold the index; {@link BatchLimits#maxRecords} is below 2^20. */
  private static final int INDEX_BITS = 20;

  /** The widest span whose milliseconds fit a sort key beside the index: 278 years. */
  private static final long MAX_SORTABLE_MILLIS = (1L << (63 - INDEX_BITS)) - 1;

  /** Up to this span, counting is cheap however few records there are. */
  private static final int LEAST_COUNTED_MILLIS = 1_024;

  private static final byte[] NONE = {};

  private final BatchLimits limits;
  private final BatchMemory memory;
  private @Nullable Runnable onSettled;
  private Destination destination = new Destination("", "");
  private byte[] bytes = NONE;
  private int[] ends = new int[INITIAL_RECORDS];
  private int[] jsonBytes = new int[INITIAL_RECORDS];
  private long[] times = new long[INITIAL_RECORDS];
  private byte[] kinds = new byte[INITIAL_RECORDS];
  private int[] order = new int[INITIAL_RECORDS];

  /** Empty where no ids are kept. */
  private long[] origins = {};

  private long[] numbers = {};
  private int count;
  private int size;
  private int usedJsonBytes;
  private boolean sorted = true;
  private long minMillis = Long.MAX_VALUE;
  private long maxMillis = Long.MIN_VALUE;

  /** A batch that keeps what it has grown to. */
  public RecordBatch(BatchLimits limits) {
    this(limits, BatchMemory.HEAP);
  }

  /**
   * @param memory where its records are; see {@link #releaseMemory}
   */
  public RecordBatch(BatchLimits limits, BatchMemory memory) {
    if (limits.maxRecords() >= 1 << INDEX_BITS) {
      throw new IllegalArgumentException("maxRecords=" + limits.maxRecords());
    }
    this.limits = limits;
    this.memory = memory;
    if (limits.identified()) {
      origins = new long[INITIAL_RECORDS];
      numbers = new long[INITIAL_RECORDS];
    }
  }

  /** Heap that a full batch takes, in bytes. */
  public static long heapBytes(BatchLimits limits) {
    return (long) limits.maxBytes() * limits.form().maxGrowth()
        + limits.maxRecords() * recordBytes(limits);
  }

  /** Heap that this batch takes now, in bytes. */
  public long heapBytes() {
    return bytes.length + ends.length * recordBytes(limits);
  }

  /** Of {@link #array}, what its records have taken. */
  public int usedBytes() {
    return count == 0 ? 0 : ends[count - 1];
  }

  /** Records that it takes before its tables of them grow. */
  public int places() {
    return ends.length;
  }

  /** For an empty batch: makes it as large as {@code expectedBytes} of records will need. */
  public void expect(int expectedBytes) {
    ensureBytes(expectedBytes);
  }

  /** For an empty batch without bytes: begins with these, from the same memory. */
  public void use(byte[] array) {
    bytes = array;
  }

  /** For an empty batch: its bytes may serve another one. */
  public void releaseMemory() {
    byte[] released = bytes;
    bytes = NONE;
    memory.giveBack(released);
  }

  private static long recordBytes(BatchLimits limits) {
    return limits.identified() ? RECORD_BYTES + ID_BYTES : RECORD_BYTES;
  }

  /** By how much {@link #heapBytes} grows with one more record of {@code length} bytes. */
  public long growthBytes(int length) {
    long needed = (long) usedBytes() + limits.headroomBytes() + length;
    long bytesGrowth = needed > bytes.length ? capacityFor(needed) - bytes.length : 0;
    return bytesGrowth + (count == ends.length ? (moreRecords() - count) * recordBytes(limits) : 0);
  }

  public Destination destination() {
    return destination;
  }

  /** Records that remain to be sent. */
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** How the records stand in {@link #array}. */
  public RecordForm form() {
    return limits.form();
  }

  /** The bytes of all records; see {@link #offset} and {@link #length}. */
  public byte[] array() {
    return bytes;
  }

  public int offset(int index) {
    return start(order[index]);
  }

  public int length(int index) {
    int record = order[index];
    return ends[record] - start(record);
  }

  /**
   * Where the records from {@code index} on no longer stand one behind the other in {@link #array},
   * with nothing but their headroom between them; {@code to} at the latest.
   */
  public int runEnd(int index, int to) {
    int next = index + 1;
    while (next < to && order[next] == order[next - 1] + 1) {
      next++;
    }
    return next;
  }

  public long timeMillis(int index) {
    return times[order[index]];
  }

  public Level level(int index) {
    return LEVELS[kinds[order[index]] & LEVEL];
  }

  /** Whether Ringtail wrote this record itself, about losses. */
  public boolean isOwn(int index) {
    return (kinds[order[index]] & OWN) != 0;
  }

  /** Whether the program has printed this record's message itself, to its stdout or stderr. */
  public boolean isPrinted(int index) {
    return (kinds[order[index]] & PRINTED) != 0;
  }

  /** Whether records have ids: see {@link #originId}. */
  public boolean isIdentified() {
    return limits.identified();
  }

  /** Whether records must arrive in their order: see {@link BatchLimits#ordered}. */
  public boolean isOrdered() {
    return limits.ordered();
  }

  /**
   * The upper half of the record's {@link RecordId}: where it comes from. Only where {@link
   * BatchLimits#identified}.
   */
  public long originId(int index) {
    return origins[order[index]];
  }

  /** The lower half: which one it is there. Only where {@link BatchLimits#identified}. */
  public long number(int index) {
    return numbers[order[index]];
  }

  /** The JSON of all remaining records, in bytes, without what the destination adds. */
  public long remainingBytes() {
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += jsonBytes[order[i]];
    }
    return sum;
  }

  /** The time of the oldest record that was ever in this batch, epoch milliseconds. */
  public long minMillis() {
    return minMillis;
  }

  /** The time of the newest record that was ever in this batch, epoch milliseconds. */
  public long maxMillis() {
    return maxMillis;
  }

  /** Keeps only the records for which {@code keep} holds; the others have had their outcome. */
  public void retain(IntPredicate keep) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (keep.test(i)) {
        order[kept++] = order[i];
      }
    }
    size = kept;
  }

  /** For an empty batch: where it goes. */
  public void open(Destination next) {
    destination = next;
  }

  /**
   * Once every record has had its outcome, {@code action} is run, on the thread that found out. It
   * must neither block nor throw.
   */
  public void whenSettled(Runnable action) {
    onSettled = action;
  }

  /**
   * Every record has had its outcome: tells who waits for it, and makes it an empty batch again.
   */
  public void settle() {
    Runnable action = onSettled;
    clear();
    if (action != null) {
      action.run();
    }
  }

  /** Whether one more record, of so many bytes of JSON, keeps all limits. */
  public boolean fits(int recordBytes, long timeMillis) {
    if (count == 0) {
      return true;
    }
    long weight = usedJsonBytes + recordBytes + (long) limits.recordOverheadBytes() * (count + 1);
    return count < limits.maxRecords()
        && weight <= limits.maxBytes()
        && spanFits(Math.min(minMillis, timeMillis), Math.max(maxMillis, timeMillis));
  }

  private boolean spanFits(long oldest, long newest) {
    long span = newest - oldest;
    // Below zero: so far apart that the difference has overflowed.
    return span >= 0 && span <= Math.min(limits.maxSpanMillis(), MAX_SORTABLE_MILLIS);
  }

  /**
   * Takes one record that {@link #fits}.
   *
   * @param source the record in the form of the batch, from the start on
   * @param recordJsonBytes what it is in JSON, which limits count
   * @param own whether we wrote it ourselves, about losses
   */
  public void append(
      byte[] source, int length, int recordJsonBytes, long timeMillis, Level level, boolean own) {
    byte kind = (byte) (level.ordinal() | (own ? OWN : 0));
    appendKind(source, 0, length, recordJsonBytes, timeMillis, kind);
  }

  /** Names the record that was appended last; without effect where no ids are kept. */
  public void identify(long origin, long number) {
    if (origins.length > 0) {
      origins[count - 1] = origin;
      numbers[count - 1] = number;
    }
  }

  /** Says of the record that was appended last that the program has printed it itself. */
  public void markPrinted() {
    kinds[count - 1] |= (byte) PRINTED;
  }

  /**
   * Whether the records of the newest millisecond should move on with one more, and fit a batch of
   * their own.
   */
  boolean canCarry(int recordBytes, long timeMillis) {
    if (!limits.ordered()) {
      return false;
    }
    int carried = 0;
    long weight = recordBytes + (long) limits.recordOverheadBytes();
    for (int record = 0; record < count; record++) {
      if (times[record] == maxMillis) {
        carried++;
        weight += jsonBytes[record] + limits.recordOverheadBytes();
      }
    }
    return weight <= limits.maxBytes()
        && carried < limits.maxRecords()
        && spanFits(Math.min(maxMillis, timeMillis), Math.max(maxMillis, timeMillis));
  }

  /**
   * Moves the records of the newest millisecond to {@code next}, unless that would leave none; all
   * of them, or where {@code next} has no room for them and gets none, nothing at all.
   *
   * <p>A destination that sorts by millisecond keeps records of the same one in the order of their
   * arrival: with a millisecond never divided between two batches, both may be under way at once.
   */
  void carryNewestMillisecond(RecordBatch next) {
    if (minMillis == maxMillis) {
      return;
    }
    long newest = maxMillis;
    reserveNewest(next);
    long newMax = Long.MIN_VALUE;
    int kept = 0;
    for (int record = 0; record < count; record++) {
      if (times[record] == newest) {
        int start = start(record);
        int length = ends[record] - start;
        next.appendKind(bytes, start, length, jsonBytes[record], newest, kinds[record]);
        if (origins.length > 0) {
          next.identify(origins[record], numbers[record]);
        }
      } else {
        order[kept++] = record;
        newMax = Math.max(newMax, times[record]);
      }
    }
    size = kept;
    maxMillis = newMax;
  }

  private void reserveNewest(RecordBatch next) {
    int records = 0;
    int carriedBytes = 0;
    for (int record = 0; record < count; record++) {
      if (times[record] == maxMillis) {
        records++;
        carriedBytes += ends[record] - start(record);
      }
    }
    next.ensureRoom(records, carriedBytes);
  }

  /** Brings the records into the order of time; records of one millisecond stay as they came. */
  public void seal() {
    if (sorted) {
      return;
    }
    if (maxMillis - minMillis < Math.max(LEAST_COUNTED_MILLIS, size)) {
      sortByCounting((int) (maxMillis - minMillis) + 1);
    } else {
      sortByComparing();
    }
    sorted = true;
  }

  /** For the usual batch, full of the events of a few milliseconds. */
  private void sortByCounting(int spanMillis) {
    int[] starts = new int[spanMillis + 1];
    for (int i = 0; i < size; i++) {
      starts[(int) (times[order[i]] - minMillis) + 1]++;
    }
    for (int i = 1; i < spanMillis; i++) {
      starts[i] += starts[i - 1];
    }
    int[] arrived = Arrays.copyOf(order, size);
    for (int record : arrived) {
      order[starts[(int) (times[record] - minMillis)]++] = record;
    }
  }

  private void sortByComparing() {
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = (times[order[i]] - minMillis) << INDEX_BITS | order[i];
    }
    Arrays.sort(keys);
    for (int i = 0; i < size; i++) {
      order[i] = (int) (keys[i] & ((1 << INDEX_BITS) - 1));
    }
  }

  /** Makes it an empty batch again. */
  public void clear() {
    onSettled = null;
    count = 0;
    size = 0;
    usedJsonBytes = 0;
    sorted = true;
    minMillis = Long.MAX_VALUE;
    maxMillis = Long.MIN_VALUE;
  }

  private void appendKind(
      byte[] source, int start, int length, int recordJsonBytes, long timeMillis, byte kind) {
    int at = usedBytes() + limits.headroomBytes();
    ensureRoom(1, length);
    System.arraycopy(source, start, bytes, at, length);
    ends[count] = at + length;
    jsonBytes[count] = recordJsonBytes;
    usedJsonBytes += recordJsonBytes;
    times[count] = timeMillis;
    kinds[count] = kind;
    order[size++] = count++;
    sorted &= timeMillis >= maxMillis;
    minMillis = Math.min(minMillis, timeMillis);
    maxMillis = Math.max(maxMillis, timeMillis);
  }

  private int start(int record) {
    return (record == 0 ? 0 : ends[record - 1]) + limits.headroomBytes();
  }

  /** For so many records more, of so many bytes together: all arrays grow, or none does. */
  private void ensureRoom(int records, int moreBytes) {
    ensureBytes(usedBytes() + moreBytes + records * limits.headroomBytes());
    if (count + records > ends.length) {
      growTo(Math.max(count + records, moreRecords()));
    }
  }

  private void ensureBytes(int neededBytes) {
    byte[] before = bytes;
    if (neededBytes > before.length) {
      byte[] larger = memory.take((int) capacityFor(neededBytes));
      System.arraycopy(before, 0, larger, 0, usedBytes());
      bytes = larger;
      memory.giveBack(before);
    }
  }

  private void growTo(int records) {
    if (records > limits.maxRecords()) {
      throw new IllegalStateException(records + " records, maxRecords=" + limits.maxRecords());
    }
    int[] newEnds = Arrays.copyOf(ends, records);
    int[] newJsonBytes = Arrays.copyOf(jsonBytes, records);
    long[] newTimes = Arrays.copyOf(times, records);
    byte[] newKinds = Arrays.copyOf(kinds, records);
    int[] newOrder = Arrays.copyOf(order, records);
    boolean identified = origins.length > 0;
    long[] newOrigins = identified ? Arrays.copyOf(origins, records) : origins;
    long[] newNumbers = identified ? Arrays.copyOf(numbers, records) : numbers;
    ends = newEnds;
    jsonBytes = newJsonBytes;
    times = newTimes;
    kinds = newKinds;
    order = newOrder;
    origins = newOrigins;
    numbers = newNumbers;
  }

  private long capacityFor(long neededBytes) {
    long most = (long) limits.maxBytes() * limits.form().maxGrowth();
    long grown = Math.max(neededBytes, bytes.length + bytes.length / 2L);
    return Math.max(neededBytes, Math.min(most, roundedUp(grown)));
  }

  /** One of few sizes, four to each doubling, so that others can use it again. */
  private static long roundedUp(long bytes) {
    if (bytes <= INITIAL_BYTES) {
      return INITIAL_BYTES;
    }
    long step = Long.highestOneBit(bytes - 1) / SIZES_TO_DOUBLE;
    return (bytes + step - 1) / step * step;
  }

  private int moreRecords() {
    return Math.min(limits.maxRecords(), 2 * ends.length);
  }
}
