package io.ringtail.node.files;

import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of deleted files that all sources together keep on disk, because they are not read yet,
 * and the most that they may be: beyond it the files that were deleted first are given up.
 *
 * <p>Threading: the reading thread.
 */
public final class DeletedBytes {
  private final long maxBytes;
  private final List<Held> held = new ArrayList<>();

  /** A deleted file that is held open. */
  interface Held {
    /** 0 once it is not held any more. */
    long heldBytes();

    void giveUp();
  }

  public DeletedBytes(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  void hold(Held file) {
    if (!held.contains(file)) {
      held.add(file);
    }
  }

  /** Bytes that are held now. */
  long bytes() {
    held.removeIf(file -> file.heldBytes() == 0);
    long bytes = 0;
    for (Held file : held) {
      bytes += file.heldBytes();
    }
    return bytes;
  }

  void enforce() {
    while (!held.isEmpty() && bytes() > maxBytes) {
      held.remove(0).giveUp();
    }
  }
}
