package io.ringtail.sink.kinesis;

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
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/** Sends batches with PutRecords, and finds for each record what became of it. */
final class KinesisSink implements Sink {
  /** An answer has 110 bytes for a record that was taken, about 250 for one that was not. */
  static final AwsService SERVICE =
      new AwsService("kinesis", "Kinesis", "kinesis", "Kinesis_20131202", 1 << 20);

  private final KinesisOptions options;
  private final KinesisNames names;
  private final AwsApi api;
  private volatile boolean accepted;

  KinesisSink(KinesisOptions options, SinkContext context, AwsEndpoint endpoint, Clock clock) {
    this.options = options;
    this.names = new KinesisNames(context.notices());
    this.api = new AwsApi(SERVICE, endpoint, clock, context.notices());
  }

  /**
   * @throws IllegalStateException if stream, region or endpoint are not known
   */
  static KinesisSink open(SinkContext context) {
    KinesisOptions options = KinesisOptions.read(context.settings());
    if (options.stream() == null) {
      throw new IllegalStateException("RINGTAIL_KINESIS_STREAM does not name a stream");
    }
    return new KinesisSink(options, context, AwsEndpoint.resolve(SERVICE), Clock.systemUTC());
  }

  @Override
  public Outcomes send(RecordBatch batch) {
    String stream = names.stream(batch.destination().group());
    PartitionKeys keys =
        options.partitionKey() == null
            // Another one for each send: what one shard has refused goes to others.
            ? PartitionKeys.spread(ThreadLocalRandom.current().nextLong())
            : PartitionKeys.same(names.partitionKey(batch.destination().stream()));
    Bisection.Result result =
        Bisection.settle(
            batch.size(),
            accepted,
            (from, to, outcomes) -> put(stream, entries(batch, from, to, keys), outcomes));
    accepted |= result.accepted();
    return result.outcomes();
  }

  @Override
  public void close() {
    api.close();
  }

  private Entries entries(RecordBatch batch, int from, int to, PartitionKeys keys) {
    return options.aggregate()
        ? Aggregates.of(batch, from, to, keys)
        : new SingleRecords(batch, from, to, keys);
  }

  private PutResult put(String stream, Entries entries, Outcomes outcomes) {
    EntryResults results = new EntryResults("Records");
    Reply reply = api.call("PutRecords", new DataBody("StreamName", stream, entries), results);
    if (reply instanceof Reply.NoAnswer none) {
      return new PutResult.NotNow(none.why());
    }
    Answer answer = (Answer) reply;
    return answer.isSuccess()
        ? results.settle(entries, outcomes, KinesisErrors::ofEntry)
        : KinesisErrors.ofRequest(answer);
  }
}
