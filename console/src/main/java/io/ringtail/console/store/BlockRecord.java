package io.ringtail.console.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A block as it stands in a segment file.
 *
 * <pre>
 *   arrival:long  ingestionTimeMillis:long  length:short group  length:short stream  packed events
 * </pre>
 *
 * @param eventsOffset where the packed events begin, from the frame's beginning
 */
record BlockRecord(
    StreamId stream,
    long arrival,
    long ingestionTimeMillis,
    PackedEvents events,
    int eventsOffset) {

  /** Writes the whole frame to {@code target}, and returns its end. */
  static int encode(
      byte[] group,
      byte[] name,
      long arrival,
      long nowMillis,
      PackedEvents events,
      byte[] target,
      int offset) {
    ByteBuffer frame = ByteBuffer.wrap(target);
    frame.position(offset + Frames.HEAD_BYTES);
    frame.putLong(arrival).putLong(nowMillis);
    frame.putShort((short) group.length).put(group);
    frame.putShort((short) name.length).put(name);
    frame.put(events.array());
    Frames.seal(target, offset, frame.position());
    return frame.position();
  }

  /** Of a payload whose sum was right. */
  static BlockRecord decode(byte[] payload) {
    ByteBuffer in = ByteBuffer.wrap(payload);
    long arrival = in.getLong();
    long ingestionTimeMillis = in.getLong();
    StreamId stream = new StreamId(name(in), name(in));
    int offset = in.position();
    PackedEvents events = new PackedEvents(Arrays.copyOfRange(payload, offset, payload.length));
    return new BlockRecord(
        stream, arrival, ingestionTimeMillis, events, Frames.HEAD_BYTES + offset);
  }

  static int headBytes(int groupBytes, int streamBytes) {
    return Frames.HEAD_BYTES
        + Long.BYTES
        + Long.BYTES
        + Short.BYTES
        + groupBytes
        + Short.BYTES
        + streamBytes;
  }

  private static String name(ByteBuffer in) {
    byte[] utf8 = new byte[Short.toUnsignedInt(in.getShort())];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
