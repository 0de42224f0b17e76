package io.ringtail.sink;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.RecordBatch;
import io.ringtail.batch.TestBatches;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A sink and its factory: keeps what each send held, and answers as told. */
final class ScriptedSink implements Sink, SinkFactory {
  /** What one send is answered. */
  interface Answer {
    Outcomes to(RecordBatch batch) throws Exception;
  }

  private final Deque<Answer> script = new ArrayDeque<>();
  private final List<List<String>> sends = new ArrayList<>();
  private Answer standing = batch -> Outcomes.all(batch.size(), Outcome.ACCEPTED);
  private int underWay;
  private int mostUnderWay;
  private int closes;

  static Answer later(RetryCause cause) {
    return batch -> Outcomes.all(batch.size(), new Outcome.RetryLater(cause, "scripted"));
  }

  synchronized ScriptedSink then(Answer... answers) {
    script.addAll(List.of(answers));
    return this;
  }

  synchronized ScriptedSink otherwise(Answer answer) {
    standing = answer;
    return this;
  }

  @Override
  public Outcomes send(RecordBatch batch) throws Exception {
    Answer answer;
    synchronized (this) {
      sends.add(TestBatches.records(batch));
      underWay++;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      Answer next = script.poll();
      answer = next == null ? standing : next;
    }
    try {
      return answer.to(batch);
    } finally {
      synchronized (this) {
        underWay--;
      }
    }
  }

  synchronized List<List<String>> sends() {
    return List.copyOf(sends);
  }

  synchronized int underWay() {
    return underWay;
  }

  synchronized int mostUnderWay() {
    return mostUnderWay;
  }

  synchronized void forgetMostUnderWay() {
    mostUnderWay = underWay;
  }

  synchronized int closes() {
    return closes;
  }

  @Override
  public synchronized void close() {
    closes++;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public BatchLimits limits() {
    return new BatchLimits(10_000, 1 << 20, 26, Long.MAX_VALUE);
  }

  @Override
  public int maxConcurrentSends() {
    return 4;
  }

  @Override
  public long sendHeapBytes(BatchLimits limits) {
    return 0;
  }

  @Override
  public Sink open(SinkContext context) throws Exception {
    return this;
  }
}
