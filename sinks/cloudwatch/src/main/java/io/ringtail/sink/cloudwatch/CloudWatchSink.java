package io.ringtail.sink.cloudwatch;

import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.aws.AwsEndpoint;
import io.ringtail.sink.aws.Bisection;
import io.ringtail.telemetry.Notices;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Sends batches with PutLogEvents. Puts first; creates only what a put has missed. */
final class CloudWatchSink implements Sink {
  /** A stream may not be seen at once after its creation; this many looks, then later. */
  private static final int MAX_PUTS = 3;

  private final Notices notices;
  private final LogsApi api;
  private final @Nullable Retention retention;
  private final Creation creation;
  private volatile boolean accepted;

  CloudWatchSink(SinkContext context) {
    this(context, LogsService.endpoint(), Clock.systemUTC());
  }

  CloudWatchSink(SinkContext context, AwsEndpoint endpoint, Clock clock) {
    this.notices = context.notices();
    this.api = new LogsApi(endpoint, clock, notices);
    Integer days = context.retentionDays();
    this.retention =
        days == null ? null : new Retention(api, days, notices, io.ringtail.telemetry.Clock.SYSTEM);
    this.creation = new Creation(api, context.create(), retention, !endpoint.isLoopback());
  }

  @Override
  public Outcomes send(RecordBatch batch) {
    if (retention != null) {
      retention.settleDue();
    }
    LogNames names = LogNames.of(batch.destination(), notices);
    Bisection.Result result =
        Bisection.settle(
            batch.size(),
            accepted,
            (from, to, outcomes) ->
                put(names, new PutBody(names, batch, from, to)).result(from, to, outcomes));
    accepted |= result.accepted();
    return result.outcomes();
  }

  @Override
  public void close() {
    creation.close();
    api.close();
  }

  private Verdict put(LogNames names, PutBody body) {
    Verdict verdict = api.call("PutLogEvents", body);
    for (int puts = 1; puts < MAX_PUTS && verdict instanceof Verdict.Missing missing; puts++) {
      Verdict creating = creation.create(names, missing);
      if (!(creating instanceof Verdict.Done)) {
        return creating;
      }
      verdict = api.call("PutLogEvents", body);
    }
    return verdict instanceof Verdict.Missing missing
        ? new Verdict.NotNow(RetryCause.UNAVAILABLE, missing.detail())
        : verdict;
  }
}
