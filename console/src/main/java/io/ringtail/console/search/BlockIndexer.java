package io.ringtail.console.search;

import io.ringtail.console.event.EventReader;
import io.ringtail.console.event.LogEvent;
import io.ringtail.console.store.AcceptedBlock;
import io.ringtail.console.store.PackedEvents;
import io.ringtail.console.store.StreamId;
import io.ringtail.console.watch.BlockNotes;
import java.io.IOException;
import org.apache.lucene.index.IndexWriter;

/**
 * Indexes blocks, an event at a time.
 *
 * <p>Threading: one thread at a time.
 */
final class BlockIndexer {
  private final EventReader reader = new EventReader();
  private final EventDocument document;

  BlockIndexer(SeriesTable series, Columns columns) {
    this.document = new EventDocument(series, columns);
  }

  BlockNotes index(AcceptedBlock block, IndexWriter writer) throws IOException {
    StreamId stream = block.stream().id();
    BlockNotes notes = new BlockNotes(stream);
    PackedEvents events = block.load();
    for (int i = 0; i < events.count(); i++) {
      LogEvent event =
          reader.read(
              stream.group(),
              stream.stream(),
              events.array(),
              events.messageOffset(i),
              events.messageLength(i));
      long millis = events.timestampMillis(i);
      document.set(stream, event, millis, Fields.position(block.arrival(), i));
      writer.addDocument(document);
      notes.add(event, millis);
    }
    return notes;
  }
}
