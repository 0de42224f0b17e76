package io.ringtail.console.store;

import java.io.IOException;

/**
 * A block of events of one stream, in the order in which the store has accepted them.
 *
 * @param eventsBefore how many events came before it since the store was opened
 */
public record AcceptedBlock(LogStream stream, Block block, long eventsBefore) {
  /** Its number: rises by one per block. */
  public long arrival() {
    return block.arrival();
  }

  public int count() {
    return block.count();
  }

  public long firstMillis() {
    return block.firstMillis();
  }

  public long lastMillis() {
    return block.lastMillis();
  }

  public long ingestionTimeMillis() {
    return block.ingestionTimeMillis();
  }

  public int messageBytes() {
    return block.messageBytes();
  }

  /** Tells the block from any other that might have its number. */
  public String fingerprint() {
    return block.ingestionTimeMillis()
        + " "
        + block.firstMillis()
        + " "
        + block.lastMillis()
        + " "
        + block.count()
        + " "
        + block.messageBytes();
  }

  /** The events, or none where they have been evicted since; {@link StoreException}. */
  public PackedEvents load() {
    try {
      return block.content().load();
    } catch (IOException e) {
      throw new StoreException("cannot read stored events: " + e.getMessage(), e);
    }
  }
}
