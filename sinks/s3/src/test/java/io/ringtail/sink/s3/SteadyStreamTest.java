package io.ringtail.sink.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.batch.Destination;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyStreamTest {
  @Test
  void aFileOfManyMembersIsReadToItsEndFromANetworkThatHesitates() throws IOException {
    byte[] first = member("{\"a\":1}");
    byte[] both = new byte[2 * first.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(first, 0, both, first.length, first.length);

    try (InputStream lines = Codec.decoded("key.jsonl.gz", new Hesitating(both, first.length))) {
      assertThat(new String(lines.readAllBytes(), UTF_8)).isEqualTo("{\"a\":1}\n{\"a\":1}\n");
    }
  }

  private static byte[] member(String record) {
    Body body =
        new GzipCodec().encode(Batches.of(new Destination("bucket", "a/"), List.of(record)));
    return Arrays.copyOf(body.array(), body.length());
  }

  /** Gives so many bytes at a time, and never says that there are more. */
  private static final class Hesitating extends InputStream {
    private final ByteArrayInputStream all;
    private final int atOnce;

    Hesitating(byte[] all, int atOnce) {
      this.all = new ByteArrayInputStream(all);
      this.atOnce = atOnce;
    }

    @Override
    public int read() {
      return all.read();
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      return all.read(target, offset, Math.min(count, atOnce));
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
