package io.ringtail.sink;

import io.ringtail.batch.RecordBatch;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sink behind its factory: opened by the first send, asked again as long as it cannot be
 * opened, and never throwing. It tells the first failure of each kind, and the recovery from it.
 *
 * <p>Threading: safe; {@link #send} from several senders at once.
 */
public final class SinkHandle implements AutoCloseable {
  private final SinkFactory factory;
  private final SinkContext context;
  private final Function<RetryCause, String> meanwhile;
  private final Notices notices;
  private final ReentrantLock opening = new ReentrantLock();
  private final Set<RetryCause> failing = EnumSet.noneOf(RetryCause.class);
  private volatile @Nullable Sink open;
  private volatile boolean closed;

  /**
   * @param meanwhile for people: what becomes of records while the sink does not take them, by
   *     cause
   */
  public SinkHandle(
      SinkFactory factory, SinkContext context, Function<RetryCause, String> meanwhile) {
    this.factory = factory;
    this.context = context;
    this.meanwhile = meanwhile;
    this.notices = context.notices();
  }

  /** Opens the sink before there is anything to send. What goes wrong is told by the first send. */
  void prepare() {
    try {
      opened();
    } catch (Throwable e) {
      // Asked again, and told, by the first send.
    }
  }

  /** Sends {@code batch}; whatever goes wrong is an outcome. */
  Outcomes send(RecordBatch batch) {
    int size = batch.size();
    Outcomes outcomes;
    try {
      outcomes = opened().send(batch);
      if (outcomes.size() != size) {
        throw new IllegalStateException(
            "the sink gave " + outcomes.size() + " outcomes for " + size + " records");
      }
    } catch (OpenFailedException e) {
      outcomes = Outcomes.all(size, new Outcome.RetryLater(RetryCause.DENIED, e.getMessage()));
    } catch (Throwable e) {
      // An Error too: a sender that dies would leave its batch without an outcome for ever.
      outcomes = Outcomes.all(size, new Outcome.RetryLater(RetryCause.UNAVAILABLE, e.toString()));
    }
    try {
      tell(outcomes);
    } catch (Throwable e) {
      // No memory for the words: what became of the records counts.
    }
    return outcomes;
  }

  /** See {@link Sink#finish}; a sink that was never opened has nothing left. */
  boolean finish(long deadlineNanos) {
    Sink sink = open;
    try {
      return sink == null || sink.finish(deadlineNanos);
    } catch (Throwable e) {
      // It is not to throw; what it has accepted is safe where it is.
      return true;
    }
  }

  @Override
  public void close() {
    closed = true;
    Sink sink = open;
    if (sink != null) {
      closeQuietly(sink);
    }
  }

  private static void closeQuietly(Sink sink) {
    try {
      sink.close();
    } catch (Throwable e) {
      // It is not to throw; nothing is sent through it any more.
    }
  }

  private Sink opened() throws OpenFailedException {
    Sink sink = open;
    if (sink != null) {
      return sink;
    }
    opening.lock();
    try {
      sink = open;
      if (sink == null) {
        sink = factory.open(context);
        open = sink;
        if (closed) {
          closeQuietly(sink);
        }
      }
      return sink;
    } catch (Throwable e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new OpenFailedException("cannot open the sink " + factory.name() + ": " + reason, e);
    } finally {
      opening.unlock();
    }
  }

  private void tell(Outcomes outcomes) {
    Outcome.RetryLater first = null;
    boolean progressed = false;
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.at(i);
      if (outcome instanceof Outcome.RetryLater later) {
        first = first == null ? later : first;
      } else {
        progressed = true;
        tellRefused(outcome);
      }
    }
    if (first == null) {
      onSuccess();
    } else {
      onFailure(first, progressed);
    }
  }

  private void tellRefused(Outcome outcome) {
    if (outcome instanceof Outcome.Rejected rejected) {
      String text = prefix() + "refused records (" + rejected.reason().label() + "): ";
      notices.tell(
          Weight.WARNING,
          "rejected " + factory.name() + " " + rejected.reason(),
          text + rejected.detail() + "; they are counted and told in a loss record");
    }
  }

  private String prefix() {
    return "sink " + factory.name() + ": ";
  }

  private void onFailure(Outcome.RetryLater later, boolean progressed) {
    synchronized (failing) {
      failing.add(later.cause());
    }
    String next =
        switch (later.cause()) {
          case CROWDED -> "these records wait, others go on";
          case THROTTLED -> "sending more slowly";
          case UNAVAILABLE -> progressed ? "what is left goes on" : "trying again until it works";
          case DENIED -> "trying again slowly";
        };
    notices.tell(
        Weight.WARNING,
        "sink " + factory.name() + " " + later.cause(),
        prefix() + later.detail() + "; " + next + "; " + meanwhile.apply(later.cause()));
  }

  private void onSuccess() {
    synchronized (failing) {
      if (failing.isEmpty()) {
        return;
      }
      for (RetryCause cause : failing) {
        notices.tell(
            Weight.INFO,
            "sink recovered " + factory.name() + " " + cause,
            prefix() + "delivering again");
      }
      failing.clear();
    }
  }

  /** The factory threw. */
  private static final class OpenFailedException extends Exception {
    private static final long serialVersionUID = 1;

    OpenFailedException(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
