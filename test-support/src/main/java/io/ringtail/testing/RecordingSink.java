package io.ringtail.testing;

import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.Sink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A destination in memory that keeps every record it accepts, and answers as the test says.
 *
 * <p>Each send takes the next answer of the script; when the script is used up, the standing answer
 * (accept, at first). Threading: safe; answers are given outside the lock.
 */
public final class RecordingSink implements Sink {
  private final ArrayDeque<Answer> script = new ArrayDeque<>();
  private final List<Received> accepted = new ArrayList<>();
  private final List<List<Received>> attempts = new ArrayList<>();
  private Answer standing = Answer.accept();
  private int underWay;
  private int mostUnderWay;
  private int closes;

  /** The next sends are answered by these, one each. */
  public synchronized RecordingSink then(Answer... answers) {
    script.addAll(List.of(answers));
    return this;
  }

  /** All sends beyond the script are answered by {@code answer}. */
  public synchronized RecordingSink otherwise(Answer answer) {
    standing = answer;
    return this;
  }

  @Override
  public Outcomes send(RecordBatch batch) throws Exception {
    List<Received> records = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      records.add(Received.of(batch, i));
    }
    Answer answer = begin(records);
    Outcomes outcomes = null;
    try {
      outcomes = answer.to(batch);
      return outcomes;
    } finally {
      end(records, outcomes);
    }
  }

  @Override
  public synchronized void close() {
    closes++;
  }

  /** Every record accepted, in the order of acceptance. */
  public synchronized List<Received> accepted() {
    return List.copyOf(accepted);
  }

  /** The JSON of every record accepted. */
  public List<String> acceptedJson() {
    return accepted().stream().map(Received::json).toList();
  }

  /** The records of each send, whatever its answer, in the order in which they began. */
  public synchronized List<List<Received>> attempts() {
    return List.copyOf(attempts);
  }

  /** Sends that wait for their answer now. */
  public synchronized int underWay() {
    return underWay;
  }

  /** The most sends that ever waited at once. */
  public synchronized int mostUnderWay() {
    return mostUnderWay;
  }

  /** How often {@link #close} was called. */
  public synchronized int closes() {
    return closes;
  }

  private synchronized Answer begin(List<Received> records) {
    attempts.add(List.copyOf(records));
    underWay++;
    mostUnderWay = Math.max(mostUnderWay, underWay);
    Answer next = script.poll();
    return next == null ? standing : next;
  }

  private synchronized void end(List<Received> records, @Nullable Outcomes outcomes) {
    underWay--;
    for (int i = 0; outcomes != null && i < records.size(); i++) {
      if (outcomes.at(i) instanceof Outcome.Accepted) {
        accepted.add(records.get(i));
      }
    }
  }
}
