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
   * Heap that a slot and its place in the ring's array take, in bytes: 12 header + 4 + 8 + 4 + 4 +
   * 4 + 1 + 9 references of 4, padded, + 4 in the array; compressed references.
   */
  static final int SLOT_BYTES = 84;

  private static final Map<String, String> NO_MDC = Map.of();

  private long epochSecond;
  private int nanoOfSecond;
  private int cutBytes;
  private int charge;
  private boolean printed;
  private Level level = Level.TRACE;
  private String logger = "";
  private String thread = "";
  private String message = "";
  private Map<String, String> mdc = NO_MDC;
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
    this.level = level;
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
    logger = "";
    thread = "";
    message = "";
    mdc = NO_MDC;
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
    return level;
  }

  @Override
  public String logger() {
    return logger;
  }

  @Override
  public String thread() {
    return thread;
  }

  @Override
  public String message() {
    return message;
  }

  @Override
  public int cutBytes() {
    return cutBytes;
  }

  @Override
  public Map<String, String> mdc() {
    return mdc;
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
}
