package io.ringtail.console.search;

import io.ringtail.console.store.TimeRange;
import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.Weight;

/** One part of the index, as far as it lies in a time range and the store still has its events. */
final class LeafScan {
  private final Weight weight;
  private final LeafReaderContext leaf;
  private final TimeRange range;
  private final long firstPosition;
  private final boolean isWhole;

  LeafScan(
      Weight weight, LeafReaderContext leaf, LeafStats stats, TimeRange range, long firstArrival) {
    this.weight = weight;
    this.leaf = leaf;
    this.range = range;
    this.firstPosition = Fields.position(firstArrival, 0);
    this.isWhole =
        stats.minMillis() >= range.startMillis()
            && stats.maxMillis() < range.endMillis()
            && stats.minArrival() >= firstArrival;
  }

  int size() {
    return leaf.reader().maxDoc();
  }

  void run(Tally<?> tally) throws IOException {
    BulkScorer scorer = weight.bulkScorer(leaf);
    if (scorer == null) {
      return;
    }
    NumericDocValues times = DocValues.getNumeric(leaf.reader(), Fields.TIME);
    NumericDocValues series = DocValues.getNumeric(leaf.reader(), Fields.SERIES);
    NumericDocValues positions = DocValues.getNumeric(leaf.reader(), Fields.POSITION);
    scorer.score(
        new LeafCollector() {
          @Override
          public void setScorer(Scorable unused) {}

          @Override
          public void collect(int doc) throws IOException {
            times.advanceExact(doc);
            long millis = times.longValue();
            positions.advanceExact(doc);
            long position = positions.longValue();
            if (isWhole
                || (millis >= range.startMillis()
                    && millis < range.endMillis()
                    && position >= firstPosition)) {
              series.advanceExact(doc);
              tally.take(millis, (int) series.longValue(), position);
            }
          }
        },
        null,
        0,
        DocIdSetIterator.NO_MORE_DOCS);
  }
}
