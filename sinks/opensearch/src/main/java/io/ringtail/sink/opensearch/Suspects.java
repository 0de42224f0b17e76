package io.ringtail.sink.opensearch;

import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcome;
import io.ringtail.telemetry.DropReason;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Documents at which the destination fails again and again (status 500) while it takes others: a
 * fault of a field type of its own, say. They would be sent for ever, and keep a node agent's place
 * in their log.
 *
 * <p>The others may have been taken with the first attempt: what is sent again is the rest of a
 * batch, and in the end the suspects alone.
 *
 * <p>Threading: safe.
 */
final class Suspects {
  static final int MAX_FAILURES = 10;
  private static final int MAX_KNOWN = 1_024;

  /** By document; the oldest is forgotten first. Guarded by this. */
  private final Map<Key, Failures> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
          return size() > MAX_KNOWN;
        }
      };

  /** Answers that took something. Guarded by this. */
  private long acceptances;

  private record Key(long origin, long number) {}

  private static final class Failures {
    /** Before the first of them. */
    private final long acceptances;

    private int count;

    Failures(long acceptances) {
      this.acceptances = acceptances;
    }
  }

  /** Refuses the broken documents that have failed too often since others were taken. */
  synchronized void judge(RecordBatch batch, int from, Verdict.Judged judged) {
    long before = acceptances;
    acceptances += judged.accepted() ? 1 : 0;
    for (int index : judged.broken()) {
      Key key = new Key(batch.originId(from + index), batch.number(from + index));
      Failures failures = known.computeIfAbsent(key, first -> new Failures(before));
      failures.count++;
      boolean isToBlame = failures.count >= MAX_FAILURES && acceptances > failures.acceptances;
      if (isToBlame && judged.outcomes().at(index) instanceof Outcome.RetryLater later) {
        known.remove(key);
        String detail = "failed " + failures.count + " times while others were taken: ";
        judged
            .outcomes()
            .set(
                index,
                index + 1,
                new Outcome.Rejected(DropReason.REFUSED, detail + later.detail()));
      }
    }
  }
}
