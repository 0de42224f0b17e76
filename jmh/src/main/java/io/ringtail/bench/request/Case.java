package io.ringtail.bench.request;

import java.util.ArrayList;
import java.util.List;

/** One way of sending, fed from one source, and its rounds so far. Threading: one thread. */
final class Case {
  private final String label;
  private final RequestPath path;
  private final RecordSource records;
  private final List<Round> rounds = new ArrayList<>();
  private long sent;

  Case(String label, RequestPath path, RecordSource records) {
    this.label = label;
    this.path = path;
    this.records = records;
  }

  String label() {
    return label;
  }

  void warmUp(int batches, int recordsPerBatch) throws Exception {
    run(batches, recordsPerBatch);
  }

  void measure(int batches, int recordsPerBatch) throws Exception {
    rounds.add(run(batches, recordsPerBatch));
  }

  /** All records that it has sent, those of its warm-up included. */
  long sent() {
    return sent;
  }

  double[] eventsPerCpuSecond() {
    return rounds.stream().mapToDouble(Round::eventsPerCpuSecond).sorted().toArray();
  }

  double medianEventsPerCpuSecond() {
    double[] sorted = eventsPerCpuSecond();
    return sorted[sorted.length / 2];
  }

  long medianAllocatedPerBatch() {
    long[] sorted = rounds.stream().mapToLong(Round::allocatedPerBatch).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private Round run(int batches, int recordsPerBatch) throws Exception {
    Round round = Round.measure(path, records, batches, recordsPerBatch);
    sent += (long) batches * recordsPerBatch;
    return round;
  }
}
