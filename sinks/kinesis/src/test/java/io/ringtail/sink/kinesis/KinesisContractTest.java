package io.ringtail.sink.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.batch.Destination;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.kinesis.FaultyKinesis.Fault;
import io.ringtail.testing.SinkContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/** Through faults into an emulator that others have written. */
class KinesisContractTest {
  private static final AtomicInteger STREAMS = new AtomicInteger();

  private static Kinesalite kinesis;

  @BeforeAll
  static void start(@TempDir Path streams) {
    kinesis = new Kinesalite(streams);
  }

  @AfterAll
  static void stop() {
    if (kinesis != null) {
      kinesis.close();
    }
  }

  /** Each record one of Kinesis. */
  @Nested
  class SingleTest extends SinkContract {
    @Override
    protected Server start() {
      return server("false");
    }
  }

  /** As the KPL aggregates them. */
  @Nested
  class AggregatedTest extends SinkContract {
    @Override
    protected Server start() {
      return server("true");
    }
  }

  private static SinkContract.Server server(String aggregate) {
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "secret");
    String stream = "contract-" + STREAMS.incrementAndGet();
    kinesis.createStream(stream, 4);
    return new Emulated(stream, aggregate, new FaultyKinesis(kinesis.uri()));
  }

  private record Emulated(String stream, String aggregate, FaultyKinesis proxy)
      implements SinkContract.Server {
    @Override
    public SinkFactory factory() {
      return LocalFactory.at(proxy.uri());
    }

    @Override
    public Map<String, String> environment() {
      return Map.of("RINGTAIL_KINESIS_STREAM", stream, "RINGTAIL_KINESIS_AGGREGATE", aggregate);
    }

    @Override
    public Destination destination() {
      return new Destination(stream, "shop/cart");
    }

    @Override
    public boolean fail(SinkContract.Trouble trouble, double share) {
      Fault fault =
          switch (trouble) {
            case THROTTLED -> Fault.TOO_MANY_REQUESTS;
            case SERVER_ERROR -> Fault.UNAVAILABLE;
            case RESET -> Fault.RESET;
            case RESET_AFTER_STORE -> Fault.ANSWER_LOST;
            case DENIED -> Fault.DENIED;
          };
      // The share of each ten requests in a row.
      proxy.fail(request -> request % 10 < 10 * share ? fault : Fault.NONE);
      return true;
    }

    @Override
    public void heal() {
      proxy.fail(request -> Fault.NONE);
    }

    @Override
    public boolean failPart() {
      if (aggregate.equals("true")) {
        // So few records are one of Kinesis.
        return false;
      }
      AtomicInteger entries = new AtomicInteger();
      proxy.refuse(entry -> entries.getAndIncrement() % 3 == 0);
      proxy.fail(request -> Fault.PARTIAL);
      return true;
    }

    @Override
    public boolean hang() {
      proxy.fail(request -> Fault.HANG);
      return true;
    }

    @Override
    public @Nullable String poison() {
      // Within an aggregate, its base64 may be another.
      return aggregate.equals("true") ? null : "{\"poison\":1}";
    }

    /** Taken apart as a consumer with the Kinesis Client Library does it. */
    @Override
    public Collection<String> records() {
      List<KinesisClientRecord> records = new ArrayList<>();
      for (var record : kinesis.records(stream)) {
        records.add(
            KinesisClientRecord.builder()
                .partitionKey(record.partitionKey())
                .sequenceNumber(record.sequenceNumber())
                .data(record.data().asByteBuffer())
                .build());
      }
      return new AggregatorUtil()
          .deaggregate(records).stream()
              .map(record -> UTF_8.decode(record.data()).toString())
              .toList();
    }

    @Override
    public void close() {
      proxy.close();
    }
  }
}
