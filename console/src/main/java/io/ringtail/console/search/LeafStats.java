package io.ringtail.console.search;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.jspecify.annotations.Nullable;

/** Between which times and arrivals the events of a part of the index lie. */
record LeafStats(long minMillis, long maxMillis, long minArrival, long maxArrival) {

  static LeafStats of(LeafReader reader) throws IOException {
    long minMillis = Long.MAX_VALUE;
    long maxMillis = Long.MIN_VALUE;
    long minPosition = Long.MAX_VALUE;
    long maxPosition = 0;
    NumericDocValues times = DocValues.getNumeric(reader, Fields.TIME);
    NumericDocValues positions = DocValues.getNumeric(reader, Fields.POSITION);
    for (int doc = 0; doc < reader.maxDoc(); doc++) {
      if (times.advanceExact(doc) && positions.advanceExact(doc)) {
        long millis = times.longValue();
        minMillis = Math.min(minMillis, millis);
        maxMillis = Math.max(maxMillis, millis);
        long position = positions.longValue();
        minPosition = Math.min(minPosition, position);
        maxPosition = Math.max(maxPosition, position);
      }
    }
    return new LeafStats(
        minMillis, maxMillis, Fields.arrival(minPosition), Fields.arrival(maxPosition));
  }

  /** Remembers the stats of each part while it is in use. */
  static final class Cache {
    private final Map<IndexReader.CacheKey, LeafStats> known = new ConcurrentHashMap<>();

    LeafStats of(LeafReader reader) throws IOException {
      IndexReader.@Nullable CacheHelper helper = reader.getCoreCacheHelper();
      if (helper == null) {
        return LeafStats.of(reader);
      }
      LeafStats seen = known.get(helper.getKey());
      if (seen == null) {
        seen = LeafStats.of(reader);
        if (known.putIfAbsent(helper.getKey(), seen) == null) {
          helper.addClosedListener(known::remove);
        }
      }
      return seen;
    }
  }
}
