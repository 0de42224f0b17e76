package io.ringtail.console.search;

import io.ringtail.console.event.EventReader;
import io.ringtail.console.event.LogEvent;
import io.ringtail.console.store.AcceptedBlock;
import io.ringtail.console.store.Arrivals;
import io.ringtail.console.store.PackedEvents;
import io.ringtail.console.store.StreamId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.store.Directory;

/**
 * Opens the shards of an earlier run, as far as they are whole and of the blocks that the store
 * has. From the first one that is not, all is indexed again: the store is the truth.
 *
 * <p>The series are not kept: each is found again from one of its events.
 *
 * <p>Threading: one thread.
 */
final class IndexRecovery {
  private static final String FORMAT_FILE = "format";
  private static final String FORMAT = "ringtail-index 2\n";

  private final Generation generation;
  private final Arrivals arrivals;

  private IndexRecovery(Generation generation, Arrivals arrivals) {
    this.generation = generation;
    this.arrivals = arrivals;
  }

  /** Fills the generation, which is empty, with what there is at its path. */
  static Generation open(Generation generation, Arrivals arrivals) throws IOException {
    Path root = generation.path();
    Path format = root.resolve(FORMAT_FILE);
    Files.createDirectories(root);
    if (!Files.isRegularFile(format) || !Files.readString(format).equals(FORMAT)) {
      Trees.delete(root);
      Files.createDirectories(root);
      Files.writeString(format, FORMAT);
    }
    new IndexRecovery(generation, arrivals).recover(root);
    return generation;
  }

  private void recover(Path root) throws IOException {
    List<Path> places;
    try (Stream<Path> all = Files.list(root)) {
      places = all.filter(Files::isDirectory).sorted().toList();
    }
    boolean isWhole = places.isEmpty() || hasKeywords();
    for (Path place : places) {
      isWhole = isWhole && adopt(place);
      if (!isWhole) {
        Trees.delete(place);
      }
    }
    generation.columns().freeze(true);
    restoreSeries();
    generation.columns().freeze(false);
    generation.resume();
  }

  /** Without them the words of many keywords would not be found. */
  private boolean hasKeywords() {
    try {
      generation.adoptKeywords();
      return true;
    } catch (NoSuchFileException neverCommitted) {
      return false;
    } catch (IOException e) {
      tell(generation.path(), e.toString());
      return false;
    }
  }

  private boolean adopt(Path place) throws IOException {
    Directory directory = KeptDirectory.open(place);
    try {
      Shard shard = Shard.reopen(place, directory);
      boolean follows =
          generation.shards().isEmpty() || shard.firstArrival() > generation.indexed();
      if (follows && shard.isOf(arrivals)) {
        generation.adopt(shard);
        return true;
      }
      tell(place, "it is not of the events that are there");
      shard.close();
    } catch (IndexNotFoundException neverCommitted) {
      directory.close();
    } catch (IOException | RuntimeException e) {
      tell(place, e.toString());
      directory.close();
    }
    return false;
  }

  private static void tell(Path place, String problem) {
    System.err.println(
        "ringtail-console: the search index at "
            + place
            + " is made again from the stored events: "
            + problem);
  }

  private void restoreSeries() throws IOException {
    Map<Integer, Long> samples = new TreeMap<>();
    int numbers = 0;
    for (Shard shard : generation.shards()) {
      for (LeafReaderContext leaf : shard.refreshed().leaves()) {
        for (FieldInfo field : leaf.reader().getFieldInfos()) {
          generation.columns().restore(field.name);
        }
        numbers = Math.max(numbers, sample(leaf.reader(), samples));
      }
    }
    EventReader reader = new EventReader();
    EventDocument document =
        new EventDocument(generation.series(), generation.columns(), generation.keywords());
    for (Map.Entry<Integer, Long> sample : samples.entrySet()) {
      restore(sample.getKey(), sample.getValue(), reader, document);
    }
    generation.series().reserve(numbers);
  }

  /** Adds a position for each series that has an event which is still held. */
  private int sample(LeafReader reader, Map<Integer, Long> samples) throws IOException {
    long first = Fields.position(arrivals.first(), 0);
    NumericDocValues series = DocValues.getNumeric(reader, Fields.SERIES);
    NumericDocValues positions = DocValues.getNumeric(reader, Fields.POSITION);
    int highest = -1;
    for (int doc = series.nextDoc(); doc != NumericDocValues.NO_MORE_DOCS; doc = series.nextDoc()) {
      int number = (int) series.longValue();
      highest = Math.max(highest, number);
      if (!samples.containsKey(number)
          && positions.advanceExact(doc)
          && positions.longValue() >= first) {
        samples.put(number, positions.longValue());
      }
    }
    return highest + 1;
  }

  private void restore(int number, long position, EventReader reader, EventDocument document) {
    AcceptedBlock block = arrivals.at(Fields.arrival(position));
    PackedEvents events = block == null ? null : block.load();
    int index = Fields.index(position);
    if (block == null || events == null || index >= events.count()) {
      return;
    }
    StreamId stream = block.stream().id();
    LogEvent event =
        reader.read(
            stream.group(),
            stream.stream(),
            events.array(),
            events.messageOffset(index),
            events.messageLength(index));
    generation.series().restore(number, stream, event, document.shapeOf(event));
  }
}
