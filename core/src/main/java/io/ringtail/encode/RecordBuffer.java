package io.ringtail.encode;

import io.ringtail.event.RecordForm;
import java.util.Arrays;

/**
 * A byte array that grows, used again for every record.
 *
 * <p>A record that is longer than the limit is still measured to its end, but no longer kept.
 *
 * <p>Threading: one thread. Allocates: only while it grows.
 */
public final class RecordBuffer {
  /** More than is ever asked for at once. */
  public static final int MAX_STEP_BYTES = 8 * 1024;

  private static final int INITIAL_BYTES = MAX_STEP_BYTES;

  /** What is kept between records; a rare giant does not stay for ever. */
  private static final int KEEP_BYTES = 64 * 1024;

  private final int maxJsonBytes;
  private final int capacity;
  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;
  private int addedBytes;
  private long forgottenBytes;

  /**
   * @param maxJsonBytes the longest record
   */
  public RecordBuffer(int maxJsonBytes, RecordForm form) {
    this.maxJsonBytes = maxJsonBytes;
    // In no form can a record within the limit fill it.
    this.capacity =
        (int)
            Math.min(
                (long) maxJsonBytes * form.maxGrowth() + MAX_STEP_BYTES, Integer.MAX_VALUE - 8);
  }

  /** The backing array: valid up to {@link #length}, until the next record. */
  public byte[] array() {
    return bytes;
  }

  /** Bytes of the record in the form in which it is kept. */
  public int length() {
    return length;
  }

  /** Bytes of the record's JSON, however it is kept. */
  public int jsonBytes() {
    return (int) Math.min(Integer.MAX_VALUE, measuredJsonBytes());
  }

  /** The same, for a record of any length. */
  public long measuredJsonBytes() {
    return forgottenBytes + length - addedBytes;
  }

  /** Whether more was written than fits. */
  public boolean overflowed() {
    return measuredJsonBytes() > maxJsonBytes;
  }

  public void reset() {
    length = 0;
    addedBytes = 0;
    forgottenBytes = 0;
    if (bytes.length > KEEP_BYTES) {
      bytes = new byte[INITIAL_BYTES];
    }
  }

  /** The array, with room for {@code count} bytes, at most {@link #MAX_STEP_BYTES}, at the end. */
  public byte[] withRoom(int count) {
    if (bytes.length - length < count) {
      grow(count);
    }
    return bytes;
  }

  /**
   * Makes what was written into the room a part of the record.
   *
   * @param end the new length
   * @param added how many of the bytes only this form needs
   */
  public void setEnd(int end, int added) {
    length = end;
    addedBytes += added;
  }

  private void grow(int count) {
    if (capacity - length < count) {
      // It has overflowed: only its length counts now.
      forgottenBytes += length;
      length = 0;
    } else {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(capacity, Math.max(2L * bytes.length, length + count)));
    }
  }
}
