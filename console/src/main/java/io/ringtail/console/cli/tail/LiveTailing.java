package io.ringtail.console.cli.tail;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LiveTailSessionLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LiveTailSessionUpdate;
import software.amazon.awssdk.services.cloudwatchlogs.model.SessionTimeoutException;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartLiveTailResponseHandler;

/**
 * The service's own stream of what arrives from now on. It takes samples where more than 500 events
 * a second match, and ends after three hours; then a new one is begun.
 *
 * <p>Threading: one thread, which may be interrupted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartLiveTail.html">StartLiveTail</a>
 */
final class LiveTailing {
  static final int MAX_GROUPS = 10;
  private static final int MAX_WAITING_UPDATES = 16;
  private static final long LOOK_MILLIS = 200;
  private static final long SAMPLED_AGAIN_MILLIS = 60_000;

  private final CloudWatchLogsAsyncClient client;
  private final LogsApi api;
  private final Pace pace;
  private final InstantSource clock;
  private final Polling.Settings settings;
  private final @Nullable String filterPattern;
  private final Consumer<String> notices;
  private long sampledToldMillis;

  LiveTailing(
      CloudWatchLogsAsyncClient client,
      LogsApi api,
      Pace pace,
      InstantSource clock,
      Polling.Settings settings,
      @Nullable String filterPattern,
      Consumer<String> notices) {
    this.client = client;
    this.api = api;
    this.pace = pace;
    this.clock = clock;
    this.settings = settings;
    this.filterPattern = filterPattern;
    this.notices = notices;
  }

  /** Until it is interrupted. */
  void run(EventSink sink) throws ServiceProblem, InterruptedException, IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        if (session(findGroups(), sink)) {
          attempt = 0;
        }
      } catch (ServiceProblem problem) {
        pace.after(problem, attempt);
      }
    }
  }

  /** Until the service ends it, or there are other groups; returns whether it had begun. */
  private boolean session(List<LogsApi.Group> groups, EventSink sink)
      throws ServiceProblem, InterruptedException, IOException {
    BlockingQueue<LiveTailSessionUpdate> updates = new LinkedBlockingQueue<>(MAX_WAITING_UPDATES);
    CompletableFuture<Void> session =
        client.startLiveTail(
            request ->
                request
                    .logGroupIdentifiers(groups.stream().map(LogsApi.Group::arn).toList())
                    .logEventFilterPattern(filterPattern),
            handler(updates));
    boolean hasBegun = false;
    long groupsSoughtMillis = clock.millis();
    try {
      while (!session.isDone() || !updates.isEmpty()) {
        LiveTailSessionUpdate update = updates.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (update != null) {
          hasBegun = true;
          pace.wentWell();
          write(update, sink);
        }
        if (clock.millis() - groupsSoughtMillis >= settings.groupsEveryMillis()) {
          groupsSoughtMillis = clock.millis();
          if (!groups.equals(findGroups())) {
            return true;
          }
        }
      }
      outcome(session);
      return hasBegun;
    } finally {
      session.cancel(true);
    }
  }

  private static StartLiveTailResponseHandler handler(
      BlockingQueue<LiveTailSessionUpdate> updates) {
    return StartLiveTailResponseHandler.builder()
        .subscriber(
            StartLiveTailResponseHandler.Visitor.builder()
                .onSessionUpdate(update -> put(updates, update))
                .build())
        .build();
  }

  /** Waits for room: then the service's stream waits, too. */
  private static void put(
      BlockingQueue<LiveTailSessionUpdate> updates, LiveTailSessionUpdate update) {
    try {
      updates.put(update);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static void outcome(CompletableFuture<Void> session) throws ServiceProblem {
    try {
      session.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof SessionTimeoutException) {
        return;
      }
      throw cause instanceof RuntimeException failure
          ? SdkLogs.problem(failure)
          : new ServiceProblem(ServiceProblem.Kind.UNAVAILABLE, String.valueOf(cause), cause);
    }
  }

  private void write(LiveTailSessionUpdate update, EventSink sink) throws IOException {
    for (LiveTailSessionLogEvent event : update.sessionResults()) {
      String group = event.logGroupIdentifier();
      sink.accept(
          new ArrivedEvent(
              "",
              // An ARN, or account:name; a name has no colon.
              group.substring(group.lastIndexOf(':') + 1),
              event.logStreamName(),
              event.timestamp(),
              event.ingestionTime(),
              event.message()));
    }
    sink.flush();
    boolean isSampled = Boolean.TRUE.equals(update.sessionMetadata().sampled());
    if (isSampled && clock.millis() - sampledToldMillis >= SAMPLED_AGAIN_MILLIS) {
      sampledToldMillis = clock.millis();
      notices.accept(
          "more than 500 events a second match: these are samples; without --live-tail all are"
              + " shown");
    }
  }

  private List<LogsApi.Group> findGroups() throws ServiceProblem, InterruptedException {
    for (boolean isTold = false; ; isTold = true) {
      List<LogsApi.Group> groups = pace.call(() -> settings.globs().find(api));
      if (groups.size() > MAX_GROUPS) {
        throw new ServiceProblem(
            ServiceProblem.Kind.REFUSED,
            groups.size()
                + " log groups match "
                + settings.globs()
                + ": a live tail takes at most "
                + MAX_GROUPS
                + "; narrow --group, or leave out --live-tail",
            null);
      }
      if (!groups.isEmpty()) {
        return groups;
      }
      if (!isTold) {
        notices.accept("no log group matches " + settings.globs() + "; waiting for one");
      }
      TimeUnit.MILLISECONDS.sleep(settings.groupsEveryMillis());
    }
  }
}
