package io.ringtail.testing;

import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.RetryCause;
import io.ringtail.telemetry.DropReason;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** How a {@link RecordingSink} answers one send. Threading: called by several senders at once. */
@FunctionalInterface
public interface Answer {
  Outcomes to(RecordBatch batch) throws Exception;

  /** All records are taken. */
  static Answer accept() {
    return batch -> Outcomes.all(batch.size(), Outcome.ACCEPTED);
  }

  /** None is taken, all are wanted later. */
  static Answer retry(RetryCause cause) {
    return batch -> Outcomes.all(batch.size(), new Outcome.RetryLater(cause, "scripted " + cause));
  }

  /** Each record gets what {@code outcome} says of it. */
  static Answer each(Function<Received, Outcome> outcome) {
    return batch -> {
      Outcomes outcomes = Outcomes.all(batch.size(), Outcome.ACCEPTED);
      for (int i = 0; i < batch.size(); i++) {
        outcomes.set(i, i + 1, outcome.apply(Received.of(batch, i)));
      }
      return outcomes;
    };
  }

  /** The records that {@code poison} finds are refused for {@code reason}, the others taken. */
  static Answer rejecting(DropReason reason, Predicate<Received> poison) {
    Outcome rejected = new Outcome.Rejected(reason, "scripted " + reason.label());
    return each(received -> poison.test(received) ? rejected : Outcome.ACCEPTED);
  }

  /** The send throws, checked exceptions and errors alike. */
  static Answer throwing(Supplier<? extends Throwable> failure) {
    return batch -> {
      Throwable thrown = failure.get();
      if (thrown instanceof Error error) {
        throw error;
      }
      throw (Exception) thrown;
    };
  }

  /** The share {@code rate} of sends, drawn from {@code seed}, is throttled. */
  static Answer throttling(double rate, long seed) {
    Random random = new Random(seed);
    Answer throttled = retry(RetryCause.THROTTLED);
    Answer taken = accept();
    return batch -> {
      boolean isThrottled;
      synchronized (random) {
        isThrottled = random.nextDouble() < rate;
      }
      return (isThrottled ? throttled : taken).to(batch);
    };
  }

  /** This answer, as late as a slow destination gives it. */
  default Answer after(Duration latency) {
    return batch -> {
      TimeUnit.NANOSECONDS.sleep(latency.toNanos());
      return to(batch);
    };
  }

  /** This answer, once {@code release} has been counted down; hangs until then. */
  default Answer once(CountDownLatch release) {
    return batch -> {
      release.await();
      return to(batch);
    };
  }
}
