package io.ringtail.ring;

import io.ringtail.event.EventView;
import io.ringtail.event.Level;
import io.ringtail.event.Thrown;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One preallocated place of the ring.
 *
 * <p>Threading: written by the thread that claimed it, until it publishes; then read and cleared by
 * the consumer. The ring's sequences order the two, so the fields are plain.
 */
final class EventSlot implements EventView {
  /**
   * Heap that a slot and its place in the ring's array take, in bytes: 12 header + 8 + 4 + 4 + 4 +
   * 1 + 1 + 8 references of 4, padded, + 4 in the array; compressed references.
   */
  static final int SLOT_BYTES = 76;

  private static final Level[] LEVELS = Level.values();

  private long epochSecond;
  private int nanoOfSecond;
  private int cutBytes;
  private int charge;
  private boolean printed;

  // A reference written to an old object costs a barrier, in G1 a memory fence each; null does not.
  private byte level;
  private @Nullable String logger;
  private @Nullable String thread;
  private @Nullable String message;
  private @Nullable Map<String, String> mdc;
  private @Nullable Object @Nullable [] keyValues;
  private String @Nullable [] markers;
  private @Nullable Thrown thrown;
  private @Nullable StackTraceElement caller;

  void setTime(long epochSecond, int nanoOfSecond) {
    this.epochSecond = epochSecond;
    this.nanoOfSecond = nanoOfSecond;
  }

  void setOrigin(Level level, String logger, String thread, boolean printed) {
    this.printed = printed;
    this.level = (byte) level.ordinal();
    this.logger = logger;
    this.thread = thread;
  }

  void setMessage(String message, int cutBytes) {
    this.message = message;
    this.cutBytes = cutBytes;
  }

  void setContext(
      Map<String, String> mdc,
      @Nullable Object @Nullable [] keyValues,
      String @Nullable [] markers) {
    this.mdc = mdc;
    this.keyValues = keyValues;
    this.markers = markers;
  }

  void setThrown(@Nullable Thrown thrown, @Nullable StackTraceElement caller) {
    this.thrown = thrown;
    this.caller = caller;
  }

  void setCharge(int charge) {
    this.charge = charge;
  }

  /** Bytes reserved for this event. */
  int charge() {
    return charge;
  }

  /** Lets go of the program's objects: an idle ring must pin none of them. */
  void clear() {
    logger = null;
    thread = null;
    message = null;
    mdc = null;
    keyValues = null;
    markers = null;
    thrown = null;
    caller = null;
  }

  @Override
  public long epochSecond() {
    return epochSecond;
  }

  @Override
  public int nanoOfSecond() {
    return nanoOfSecond;
  }

  @Override
  public Level level() {
    return LEVELS[level];
  }

  @Override
  public String logger() {
    return text(logger);
  }

  @Override
  public String thread() {
    return text(thread);
  }

  @Override
  public String message() {
    return text(message);
  }

  @Override
  public int cutBytes() {
    return cutBytes;
  }

  @Override
  public Map<String, String> mdc() {
    Map<String, String> entries = mdc;
    return entries == null ? Map.of() : entries;
  }

  @Override
  public @Nullable Object @Nullable [] keyValues() {
    return keyValues;
  }

  @Override
  public String @Nullable [] markers() {
    return markers;
  }

  @Override
  public @Nullable Thrown thrown() {
    return thrown;
  }

  @Override
  public boolean isPrinted() {
    return printed;
  }

  @Override
  public @Nullable StackTraceElement caller() {
    return caller;
  }

  private static String text(@Nullable String filled) {
    return filled == null ? "" : filled;
  }
}
