package io.ringtail.console.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Events in one array, in chronological order: no object per event, and the same bytes in memory
 * and in a file.
 *
 * <pre>
 *   count:int  (timestampMillis:long messageEnd:int)*count  messages:UTF-8
 * </pre>
 *
 * <p>Threading: immutable.
 */
public final class PackedEvents {
  static final int HEAD_BYTES = 4;
  static final int ENTRY_BYTES = 12;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;

  PackedEvents(byte[] bytes) {
    this.bytes = bytes;
  }

  /** What is left of a block that has been evicted. */
  static PackedEvents none() {
    return new PackedEvents(new byte[HEAD_BYTES]);
  }

  static void putInt(byte[] bytes, int offset, int value) {
    INT.set(bytes, offset, value);
  }

  static void putLong(byte[] bytes, int offset, long value) {
    LONG.set(bytes, offset, value);
  }

  public int count() {
    return (int) INT.get(bytes, 0);
  }

  public long timestampMillis(int index) {
    return (long) LONG.get(bytes, HEAD_BYTES + index * ENTRY_BYTES);
  }

  /** The array in which the message lies; not to be written to. */
  public byte[] array() {
    return bytes;
  }

  public int messageOffset(int index) {
    return index == 0 ? messagesOffset() : messagesOffset() + messageEnd(index - 1);
  }

  public int messageLength(int index) {
    return messagesOffset() + messageEnd(index) - messageOffset(index);
  }

  public String message(int index) {
    return new String(bytes, messageOffset(index), messageLength(index), StandardCharsets.UTF_8);
  }

  int messageBytes() {
    return bytes.length - messagesOffset();
  }

  private int messagesOffset() {
    return HEAD_BYTES + count() * ENTRY_BYTES;
  }

  private int messageEnd(int index) {
    return (int) INT.get(bytes, HEAD_BYTES + index * ENTRY_BYTES + Long.BYTES);
  }
}
