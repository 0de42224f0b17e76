package io.ringtail.console.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Goes on with a request later, on a thread of the pool, without holding one meanwhile. */
final class Delays {
  /** What is to be done then. */
  @FunctionalInterface
  interface Continuation {
    void run() throws IOException;
  }

  private final ScheduledExecutorService timer;
  private final Executor pool;

  Delays(ScheduledExecutorService timer, Executor pool) {
    this.timer = timer;
    this.pool = pool;
  }

  void after(long delayMillis, HttpExchange exchange, Continuation continuation) {
    try {
      ScheduledFuture<?> unused =
          timer.schedule(
              () -> pool.execute(() -> Guard.run(exchange, continuation)),
              delayMillis,
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      exchange.close();
    }
  }
}
