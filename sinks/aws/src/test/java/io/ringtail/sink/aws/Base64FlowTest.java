package io.ringtail.sink.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The JDK's encoder is the measure. */
class Base64FlowTest {
  @Property(tries = 500)
  void encodesAnyPiecesIntoAnyRoom(
      @ForAll @Size(max = 8) List<byte[]> pieces, @ForAll @IntRange(min = 1, max = 70) int room) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    pieces.forEach(data::writeBytes);

    assertThat(new String(encode(pieces, room), US_ASCII))
        .isEqualTo(Base64.getEncoder().encodeToString(data.toByteArray()));
  }

  private static byte[] encode(List<byte[]> pieces, int room) {
    Base64Flow flow = new Base64Flow();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      byte[] inside = new byte[piece.length + 3];
      System.arraycopy(piece, 0, inside, 2, piece.length);
      flow.take(inside, 2, piece.length);
      drain(flow, room, all);
    }
    if (flow.finish()) {
      drain(flow, room, all);
    }
    return all.toByteArray();
  }

  private static void drain(Base64Flow flow, int room, ByteArrayOutputStream all) {
    byte[] target = new byte[room + 1];
    while (!flow.needsPiece()) {
      int end = flow.drain(target, 1, target.length);
      all.write(target, 1, end - 1);
    }
  }
}
