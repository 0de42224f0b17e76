package io.ringtail.node.files;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A generation without a name: its bytes are kept by holding it open, for as long as that may be.
 */
final class HeldGeneration implements DeletedBytes.Held {
  private final Generation generation;
  private final Chain chain;

  HeldGeneration(Generation generation, Chain chain) {
    this.generation = generation;
    this.chain = chain;
  }

  @Override
  public long heldBytes() {
    Content held = generation.missing ? generation.content : null;
    if (held == null) {
      return 0;
    }
    try {
      // However little of it is unread, the disk keeps all of it.
      return Math.max(1, held.diskBytes());
    } catch (IOException e) {
      return Math.max(1, generation.unread());
    }
  }

  @Override
  public void giveUp() {
    chain.changed();
    if (!opensCompressed()) {
      chain
          .losses()
          .lost(generation.unread(), "given up: more bytes of deleted files than may be kept");
      generation.cut();
    }
  }

  /** What was compressed before it was deleted can be read from there. */
  private boolean opensCompressed() {
    Path packed = generation.compressed;
    if (packed == null) {
      return false;
    }
    try {
      if (generation.open(packed, true)) {
        generation.missing = false;
        generation.name = packed.getFileName().toString();
        return true;
      }
    } catch (IOException e) {
      // As if it were not there.
      generation.compressed = null;
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeldGeneration held && held.generation == generation;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(generation);
  }
}
