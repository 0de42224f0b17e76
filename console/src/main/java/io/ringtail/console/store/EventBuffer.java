package io.ringtail.console.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects the events of one request and packs them. Made to be used again: {@link #clear()} keeps
 * the arrays.
 *
 * <p>Threading: one thread at a time.
 */
public final class EventBuffer {
  /** Small enough to be read back singly, and never a humongous object to the collector. */
  static final int BLOCK_BYTES = 64 * 1024;

  private static final int INITIAL_EVENTS = 1024;
  private static final int INITIAL_TEXT_BYTES = 256 * 1024;
  private static final int MAX_KEPT_BYTES = 4 * 1024 * 1024;
  private static final int MAX_UTF8_BYTES_PER_CHAR = 3;

  private long[] timestampsMillis = new long[INITIAL_EVENTS];
  private int[] ends = new int[INITIAL_EVENTS];
  private byte[] text = new byte[INITIAL_TEXT_BYTES];
  private int count;

  public void clear() {
    count = 0;
  }

  public int count() {
    return count;
  }

  public long timestampMillis(int index) {
    return timestampsMillis[index];
  }

  public int messageBytes(int index) {
    return messageBytes(index, index + 1);
  }

  /** The UTF-8 bytes of the messages from {@code from} to before {@code to}. */
  public int messageBytes(int from, int to) {
    return start(to) - start(from);
  }

  /** The UTF-8 bytes of all messages. */
  public int totalMessageBytes() {
    return start(count);
  }

  /** Adds an event. A surrogate without its partner becomes U+FFFD, as in the service. */
  public void add(long timestampMillis, char[] chars, int offset, int length) {
    int start = start(count);
    ensureRoom(start + (long) length * MAX_UTF8_BYTES_PER_CHAR);
    ends[count] = Utf8.encode(chars, offset, length, text, start);
    timestampsMillis[count] = timestampMillis;
    count++;
  }

  /** The array into which the next message may be written, from {@link #end()} on. */
  public byte[] room(int bytes) {
    ensureRoom(end() + (long) bytes);
    return text;
  }

  /** Where the next message begins. */
  public int end() {
    return start(count);
  }

  /** Adds an event whose message has been written to {@link #room}, up to here. */
  public void add(long timestampMillis, int messageEnd) {
    ends[count] = messageEnd;
    timestampsMillis[count] = timestampMillis;
    count++;
  }

  /** Takes back the event that was added last. */
  public void removeLast() {
    count--;
  }

  /** Sets the time of the event that was added last. */
  public void timeLast(long timestampMillis) {
    timestampsMillis[count - 1] = timestampMillis;
  }

  /** Whether its arrays are of a size that is wanted again. */
  public boolean isWorthKeeping() {
    return text.length <= MAX_KEPT_BYTES;
  }

  /** The events from {@code from} to before {@code to}, in blocks of bounded size. */
  public List<PackedEvents> pack(int from, int to) {
    List<PackedEvents> blocks = new ArrayList<>();
    int blockStart = from;
    while (blockStart < to) {
      int blockEnd = blockStart + 1;
      while (blockEnd < to && packedBytes(blockStart, blockEnd + 1) <= BLOCK_BYTES) {
        blockEnd++;
      }
      blocks.add(packBlock(blockStart, blockEnd));
      blockStart = blockEnd;
    }
    return blocks;
  }

  private PackedEvents packBlock(int from, int to) {
    byte[] packed = new byte[packedBytes(from, to)];
    PackedEvents.putInt(packed, 0, to - from);
    int origin = start(from);
    int position = PackedEvents.HEAD_BYTES;
    for (int i = from; i < to; i++) {
      PackedEvents.putLong(packed, position, timestampsMillis[i]);
      PackedEvents.putInt(packed, position + Long.BYTES, ends[i] - origin);
      position += PackedEvents.ENTRY_BYTES;
    }
    System.arraycopy(text, origin, packed, position, packed.length - position);
    return new PackedEvents(packed);
  }

  private int packedBytes(int from, int to) {
    return PackedEvents.HEAD_BYTES
        + (to - from) * PackedEvents.ENTRY_BYTES
        + start(to)
        - start(from);
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  private void ensureRoom(long textBytes) {
    if (count == ends.length) {
      timestampsMillis = Arrays.copyOf(timestampsMillis, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    if (textBytes > text.length) {
      text = Arrays.copyOf(text, Math.toIntExact(Math.max(textBytes, text.length * 2L)));
    }
  }
}
