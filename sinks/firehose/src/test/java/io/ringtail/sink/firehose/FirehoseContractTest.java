package io.ringtail.sink.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.batch.Destination;
import io.ringtail.sink.SinkFactory;
import io.ringtail.testing.SinkContract;
import io.ringtail.testing.aws.AwsReply;
import io.ringtail.testing.aws.FirehoseEndpoint;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

class FirehoseContractTest {

  /** Each line a record. */
  @Nested
  class SingleTest extends SinkContract {
    @Override
    protected Server start() {
      return new Strict("false");
    }
  }

  /** All lines of a request one record. */
  @Nested
  class ConcatenatedTest extends SinkContract {
    @Override
    protected Server start() {
      return new Strict("true");
    }
  }

  private static final class Strict implements SinkContract.Server {
    /**
     * How data begins, in base64, that this endpoint does not like; Firehose refuses no such thing.
     */
    private static final String POISON =
        Base64.getEncoder().encodeToString("{\"poison\":1".getBytes(UTF_8)).substring(0, 12);

    private final FirehoseEndpoint firehose = new FirehoseEndpoint();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String concatenate;

    Strict(String concatenate) {
      this.concatenate = concatenate;
      System.setProperty("aws.accessKeyId", FirehoseEndpoint.ACCESS_KEY_ID);
      System.setProperty("aws.secretAccessKey", FirehoseEndpoint.SECRET_ACCESS_KEY);
      firehose.createStream("logs");
      heal();
    }

    @Override
    public SinkFactory factory() {
      return LocalFactory.at(firehose.uri());
    }

    @Override
    public Map<String, String> environment() {
      return Map.of(
          "RINGTAIL_FIREHOSE_STREAM", "logs", "RINGTAIL_FIREHOSE_CONCATENATE", concatenate);
    }

    @Override
    public Destination destination() {
      return new Destination("logs", "all");
    }

    @Override
    public boolean fail(SinkContract.Trouble trouble, double share) {
      heal();
      AwsReply fault =
          switch (trouble) {
            case THROTTLED -> AwsReply.error(400, "ThrottlingException", "Rate exceeded");
            case SERVER_ERROR -> AwsReply.error(500, "InternalFailure", "");
            case RESET, RESET_AFTER_STORE -> AwsReply.RESET;
            case DENIED -> AwsReply.error(400, "AccessDeniedException", "firehose:PutRecordBatch");
          };
      if (trouble == SinkContract.Trouble.RESET_AFTER_STORE) {
        firehose.after(request -> shared(fault, share));
      } else {
        firehose.before(request -> shared(fault, share));
      }
      return true;
    }

    @Override
    public void heal() {
      firehose.before(
          request ->
              request.body().contains(POISON)
                  ? AwsReply.error(400, "InvalidArgumentException", "not to our liking")
                  : null);
      firehose.after(request -> null);
      firehose.refuse(record -> false);
    }

    @Override
    public boolean failPart() {
      if (concatenate.equals("true")) {
        // All records are one of Firehose.
        return false;
      }
      firehose.refuse(record -> record % 3 == 0);
      return true;
    }

    @Override
    public boolean hang() {
      firehose.before(
          request -> {
            awaitClose();
            return AwsReply.RESET;
          });
      return true;
    }

    @Override
    public @Nullable String poison() {
      // Within a line of others, its base64 may be another.
      return concatenate.equals("true") ? null : "{\"poison\":1}";
    }

    @Override
    public Collection<String> records() {
      return new String(firehose.object("logs"), UTF_8).lines().toList();
    }

    @Override
    public void close() {
      closed.countDown();
      firehose.close();
    }

    /** The share of each ten requests in a row. */
    private @Nullable AwsReply shared(AwsReply fault, double share) {
      return requests.getAndIncrement() % 10 < 10 * share ? fault : null;
    }

    private void awaitClose() {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
