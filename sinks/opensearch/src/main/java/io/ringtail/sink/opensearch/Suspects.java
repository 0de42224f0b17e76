package io.ringtail.sink.opensearch;

import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.telemetry.DropReason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Documents at which the destination fails again and again (status 500) while it takes others: a
 * fault of a field type of its own, say. They would be sent for ever, and keep a node agent's place
 * in their log.
 *
 * <p>Threading: safe.
 */
final class Suspects {
  static final int MAX_FAILURES = 10;
  private static final int MAX_KNOWN = 1_024;

  /** Failures by document; the oldest is forgotten first. Guarded by this. */
  private final Map<Key, Integer> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Integer> eldest) {
          return size() > MAX_KNOWN;
        }
      };

  /** Refuses the documents of {@code broken} that have failed too often. */
  synchronized void judge(RecordBatch batch, int from, List<Integer> broken, Outcomes outcomes) {
    for (int index : broken) {
      Key key = new Key(batch.originId(from + index), batch.number(from + index));
      int count = failures.merge(key, 1, Integer::sum);
      if (count >= MAX_FAILURES && outcomes.at(index) instanceof Outcome.RetryLater later) {
        failures.remove(key);
        outcomes.set(
            index,
            index + 1,
            new Outcome.Rejected(
                DropReason.REFUSED,
                "failed " + count + " times while others were taken: " + later.detail()));
      }
    }
  }

  private record Key(long origin, long number) {}
}
