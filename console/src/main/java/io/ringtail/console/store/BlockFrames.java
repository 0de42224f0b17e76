package io.ringtail.console.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of one request as frames, ready to be written at once.
 *
 * <p>Threading: immutable.
 */
final class BlockFrames {

  /** A block and where in the bytes its packed events begin. */
  private record Placed(long arrival, PackedEvents events, int offset, int frameBytes) {}

  private final byte[] bytes;
  private final List<Placed> placed;
  private final long nowMillis;

  private BlockFrames(byte[] bytes, List<Placed> placed, long nowMillis) {
    this.bytes = bytes;
    this.placed = placed;
    this.nowMillis = nowMillis;
  }

  static BlockFrames of(
      StreamId stream, long lastArrival, long nowMillis, List<PackedEvents> blocks) {
    byte[] group = stream.group().getBytes(StandardCharsets.UTF_8);
    byte[] name = stream.stream().getBytes(StandardCharsets.UTF_8);
    int headBytes = BlockRecord.headBytes(group.length, name.length);
    int total = 0;
    for (PackedEvents events : blocks) {
      total += headBytes + events.array().length;
    }
    byte[] bytes = new byte[total];
    List<Placed> placed = new ArrayList<>(blocks.size());
    long arrival = lastArrival;
    int start = 0;
    for (PackedEvents events : blocks) {
      arrival++;
      int end = BlockRecord.encode(group, name, arrival, nowMillis, events, bytes, start);
      placed.add(new Placed(arrival, events, start + headBytes, end - start));
      start = end;
    }
    return new BlockFrames(bytes, placed, nowMillis);
  }

  /** All frames; not to be written to. */
  byte[] bytes() {
    return bytes;
  }

  int blocks() {
    return placed.size();
  }

  /** The index entries, once the frames lie in {@code segment} at {@code start}. */
  List<Block> indexed(Segment segment, long start) {
    List<Block> blocks = new ArrayList<>(placed.size());
    for (Placed each : placed) {
      long offset = start + each.offset();
      int length = each.events().array().length;
      blocks.add(
          Block.of(
              each.arrival(),
              each.events(),
              nowMillis,
              each.frameBytes(),
              () -> segment.read(offset, length)));
    }
    return blocks;
  }
}
