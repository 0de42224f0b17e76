package io.ringtail.sink.kinesis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * The partition keys of a send's records. Kinesis hashes them (MD5), and the hash finds the shard.
 *
 * <p>Threading: confined to a send; a key is good until the next is asked for.
 */
interface PartitionKeys {
  /** The key of the record or aggregate that begins with the record {@code index}, in UTF-8. */
  byte[] of(int index);

  /** What ends its entry in JSON. */
  byte[] closingOf(int index);

  /** One for all: they arrive at one shard. */
  static PartitionKeys same(String key) {
    byte[] bytes = key.getBytes(UTF_8);
    String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(key));
    byte[] closing = ("\",\"PartitionKey\":\"" + quoted + "\"}").getBytes(UTF_8);
    return new PartitionKeys() {
      @Override
      public byte[] of(int index) {
        return bytes;
      }

      @Override
      public byte[] closingOf(int index) {
        return closing;
      }
    };
  }

  /** Another one for each, drawn from {@code seed}: all shards get as much. */
  static PartitionKeys spread(long seed) {
    return new Spread(seed);
  }

  /** Eight hexadecimal digits. */
  final class Spread implements PartitionKeys {
    private static final int DIGITS = 8;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

    private final long seed;
    private final byte[] key = new byte[DIGITS];
    private final byte[] closing = "\",\"PartitionKey\":\"01234567\"}".getBytes(US_ASCII);

    Spread(long seed) {
      this.seed = seed;
    }

    @Override
    public byte[] of(int index) {
      write(index, key, 0);
      return key;
    }

    @Override
    public byte[] closingOf(int index) {
      write(index, closing, closing.length - 2 - DIGITS);
      return closing;
    }

    // A step of SplitMix64.
    private void write(int index, byte[] target, int at) {
      long bits = seed + (index + 1) * GOLDEN;
      bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
      bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
      bits ^= bits >>> 31;
      for (int i = 0; i < DIGITS; i++) {
        target[at + i] = HEX[(int) (bits >>> (4 * i)) & 15];
      }
    }
  }
}
