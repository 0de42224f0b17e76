package io.ringtail.console.search;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.search.IndexSearcher;

/**
 * The index at one moment.
 *
 * <p>Threading: safe; each use between {@link #tryUse()} and {@link #release()}.
 */
final class Snapshot {
  private final MultiReader reader;
  private final IndexSearcher searcher;
  private final long arrival;

  /**
   * @param arrival the last block that it has
   */
  Snapshot(List<DirectoryReader> shards, long arrival) throws IOException {
    this.reader = new MultiReader(shards.toArray(new IndexReader[0]), false);
    this.searcher = new IndexSearcher(reader);
    this.arrival = arrival;
  }

  IndexSearcher searcher() {
    return searcher;
  }

  List<LeafReaderContext> leaves() {
    return reader.leaves();
  }

  long arrival() {
    return arrival;
  }

  boolean tryUse() {
    return reader.tryIncRef();
  }

  void release() throws IOException {
    reader.decRef();
  }
}
