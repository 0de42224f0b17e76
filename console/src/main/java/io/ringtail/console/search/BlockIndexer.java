package io.ringtail.console.search;

import io.ringtail.console.event.EventReader;
import io.ringtail.console.event.LogEvent;
import io.ringtail.console.store.AcceptedBlock;
import io.ringtail.console.store.PackedEvents;
import io.ringtail.console.store.StreamId;
import io.ringtail.console.watch.BlockNotes;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;

/**
 * Indexes blocks, an event at a time.
 *
 * <p>Threading: one thread at a time.
 */
final class BlockIndexer {
  private final EventReader reader = new EventReader();
  private final EventDocument document;

  BlockIndexer(Generation generation) {
    this.document =
        new EventDocument(generation.series(), generation.columns(), generation.keywords());
  }

  BlockNotes index(AcceptedBlock block, IndexWriter writer) throws IOException {
    BlockNotes notes = new BlockNotes(block.stream().id());
    PackedEvents events = block.load();
    if (events.count() > 0) {
      writer.addDocuments(() -> new Documents(block, events, notes));
    }
    return notes;
  }

  /** The documents of a block; each is valid until the next. */
  private final class Documents implements Iterator<Iterable<? extends IndexableField>> {
    private final AcceptedBlock block;
    private final PackedEvents events;
    private final BlockNotes notes;
    private int next;

    Documents(AcceptedBlock block, PackedEvents events, BlockNotes notes) {
      this.block = block;
      this.events = events;
      this.notes = notes;
    }

    @Override
    public boolean hasNext() {
      return next < events.count();
    }

    @Override
    public EventDocument next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      StreamId stream = block.stream().id();
      LogEvent event =
          reader.read(
              stream.group(),
              stream.stream(),
              events.array(),
              events.messageOffset(next),
              events.messageLength(next));
      long millis = events.timestampMillis(next);
      document.set(stream, event, millis, Fields.position(block.arrival(), next));
      notes.add(event, millis);
      next++;
      return document;
    }
  }
}
