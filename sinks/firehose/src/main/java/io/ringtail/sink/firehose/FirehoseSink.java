package io.ringtail.sink.firehose;

import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.aws.Answer;
import io.ringtail.sink.aws.AwsApi;
import io.ringtail.sink.aws.AwsEndpoint;
import io.ringtail.sink.aws.AwsService;
import io.ringtail.sink.aws.Bisection;
import io.ringtail.sink.aws.DataBody;
import io.ringtail.sink.aws.Entries;
import io.ringtail.sink.aws.EntryResults;
import io.ringtail.sink.aws.PutResult;
import io.ringtail.sink.aws.Reply;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.time.Clock;

/** Sends batches with PutRecordBatch, and finds for each record what became of it. */
final class FirehoseSink implements Sink {
  /** An answer has some 250 bytes for a record, and a little more for one that was not taken. */
  static final AwsService SERVICE =
      new AwsService("firehose", "Firehose", "firehose", "Firehose_20150804", 1 << 20);

  private final boolean concatenate;
  private final Notices notices;
  private final AwsApi api;
  private volatile boolean accepted;

  FirehoseSink(FirehoseOptions options, SinkContext context, AwsEndpoint endpoint, Clock clock) {
    this.concatenate = options.concatenate();
    this.notices = context.notices();
    this.api = new AwsApi(SERVICE, endpoint, clock, notices);
  }

  /**
   * @throws IllegalStateException if stream, region or endpoint are not known
   */
  static FirehoseSink open(SinkContext context) {
    FirehoseOptions options = FirehoseOptions.read(context.settings());
    if (options.stream() == null) {
      throw new IllegalStateException("RINGTAIL_FIREHOSE_STREAM does not name a stream");
    }
    return new FirehoseSink(options, context, AwsEndpoint.resolve(SERVICE), Clock.systemUTC());
  }

  @Override
  public Outcomes send(RecordBatch batch) {
    String stream = streamName(batch.destination().group());
    Bisection.Result result =
        Bisection.settle(
            batch.size(),
            accepted,
            (from, to, outcomes) -> put(stream, new Lines(batch, from, to, concatenate), outcomes));
    accepted |= result.accepted();
    return result.outcomes();
  }

  @Override
  public void close() {
    api.close();
  }

  private PutResult put(String stream, Entries entries, Outcomes outcomes) {
    EntryResults results = new EntryResults("RequestResponses");
    DataBody body = new DataBody("DeliveryStreamName", stream, entries);
    Reply reply = api.call("PutRecordBatch", body, results);
    if (reply instanceof Reply.NoAnswer none) {
      return new PutResult.NotNow(none.why());
    }
    Answer answer = (Answer) reply;
    return answer.isSuccess()
        ? results.settle(entries, outcomes, FirehoseErrors::ofEntry)
        : FirehoseErrors.ofRequest(answer);
  }

  /**
   * 1 to 64 of {@code A-Za-z0-9_.-}; what is illegal is replaced, what is too long cut, and that is
   * said once.
   */
  private String streamName(String name) {
    String legal = name.replaceAll("[^a-zA-Z0-9_.-]", "_");
    legal = legal.substring(0, Math.min(legal.length(), FirehoseLimits.MAX_STREAM_NAME_CHARS));
    legal = legal.isEmpty() ? "_" : legal;
    if (!legal.equals(name)) {
      notices.tell(
          Weight.WARNING,
          "firehose stream name",
          "stream name \""
              + name.replaceAll("\\p{Cntrl}", "?")
              + "\": Firehose takes 1 to 64 of the characters A-Z a-z 0-9 _ . -; using "
              + legal);
    }
    return legal;
  }
}
