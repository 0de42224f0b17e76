package io.ringtail.batch;

/**
 * Where batches have the bytes of their records.
 *
 * <p>Threading: safe.
 */
public interface BatchMemory {
  /** A new array each time; what is given back is the garbage collector's. */
  BatchMemory HEAP =
      new BatchMemory() {
        @Override
        public byte[] take(int bytes) {
          return new byte[bytes];
        }

        @Override
        public void giveBack(byte[] array) {}
      };

  /** An array of so many bytes at least; what is in it means nothing. */
  byte[] take(int bytes);

  /** Takes an array back, which may have come from elsewhere, or be of no length at all. */
  void giveBack(byte[] array);
}
