package io.ringtail.node.kubernetes;

import io.ringtail.sink.RingtailThread;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the store filled with what kubelet says. One thread of its own; one question answers for
 * all pods that are waited for.
 */
final class KubeletFeed implements PodFeed {
  static final String MEANWHILE =
      ". Until then, records carry namespace, pod and container as the log's path tells them, and"
          + " what was known before; nothing is held back. It is tried again at least once a"
          + " minute.";

  private final KubeletClient kubelet;
  private final PodStore store;
  private final RefreshSchedule schedule;
  private final Notices notices;
  private final Clock clock;
  private final RingtailThread thread = new RingtailThread("kubelet", this::run);

  /** Under this object's lock. */
  private boolean isClosed;

  KubeletFeed(
      KubeletClient kubelet,
      PodStore store,
      RefreshSchedule schedule,
      Notices notices,
      Clock clock) {
    this.kubelet = kubelet;
    this.store = store;
    this.schedule = schedule;
    this.notices = notices;
    this.clock = clock;
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void wanted(PodRef pod) {
    if (schedule.want(pod, clock.nanoTime())) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      notifyAll();
    }
    // A question under way is not waited for: the thread is a daemon and ends after it.
  }

  private void run() {
    try {
      while (awaitTurn()) {
        ask();
      }
    } catch (InterruptedException e) {
      // Nobody but the end of the process interrupts us.
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @return false once it is closed
   */
  private synchronized boolean awaitTurn() throws InterruptedException {
    while (!isClosed) {
      long pauseNanos = schedule.pauseNanos(clock.nanoTime());
      if (pauseNanos <= 0) {
        return true;
      }
      wait(TimeUnit.NANOSECONDS.toMillis(pauseNanos) + 1);
    }
    return false;
  }

  private void ask() {
    schedule.asks(clock.nanoTime());
    KubeletAnswer answer = kubelet.ask();
    if (answer instanceof KubeletAnswer.Pods pods) {
      boolean wasFailing = schedule.isFailing();
      store.replaceAll(pods.pods());
      store.filled();
      schedule.succeeded(clock.nanoTime(), this::isKnown);
      if (wasFailing) {
        notices.tell(Weight.INFO, "kubelet.back", "kubelet answers again, pods are known.");
      }
    } else if (answer instanceof KubeletAnswer.Failure failure) {
      schedule.failed(clock.nanoTime());
      notices.tell(Weight.WARNING, failure.problem(), failure.text() + MEANWHILE);
    }
  }

  private boolean isKnown(PodRef pod) {
    PodInfo info = store.find(pod);
    return info != null && info.describes(pod);
  }
}
