package io.ringtail.sink.s3;

import io.ringtail.batch.Destination;
import io.ringtail.sink.DelegatingSinkFactory;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.s3.FaultyProxy.Fault;
import io.ringtail.telemetry.Clock;
import io.ringtail.testing.SinkContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;

/** Through faults into S3Mock. */
class S3ContractTest {
  /** So patient that what hangs is ended by nothing but its close. */
  private static final Wire PATIENT =
      new Wire(Duration.ofMinutes(2), 64 << 10, 16L << 20, 8L << 20);

  /** Objects straight from memory. */
  @Nested
  class MemoryTest extends SinkContract {
    @Override
    protected Server start() throws IOException {
      return new Bucket(Map.of());
    }
  }

  /** Objects that stand on disk first. */
  @Nested
  class SpoolTest extends SinkContract {
    private final Path spool;

    SpoolTest(@TempDir Path spool) {
      this.spool = spool;
    }

    @Override
    protected Server start() throws IOException {
      return new Bucket(
          Map.of(
              "RINGTAIL_SPOOL_DIR",
              spool.toString(),
              // So that it is soon full.
              "RINGTAIL_S3_SPOOL_BYTES",
              "16MiB",
              "RINGTAIL_S3_OBJECT_BYTES",
              "4MiB",
              "RINGTAIL_S3_COMPRESSION",
              "none"));
    }
  }

  private static final class Bucket implements SinkContract.Server {
    private final Map<String, String> options;
    private final String name;
    private final FaultyProxy proxy;
    private final Stored stored;
    private final List<Sink> opened = new CopyOnWriteArrayList<>();

    Bucket(Map<String, String> options) throws IOException {
      System.setProperty("aws.accessKeyId", "AKIATEST");
      System.setProperty("aws.secretAccessKey", "secret");
      S3Mock mock = S3Mock.get();
      this.options = options;
      this.name = mock.newBucket();
      this.proxy = new FaultyProxy(mock.endpoint());
      this.stored = new Stored(mock.endpoint(), name);
    }

    @Override
    public SinkFactory factory() {
      return new DelegatingSinkFactory(new S3SinkFactory(), this::open);
    }

    private Sink open(SinkContext context) {
      Sink sink =
          S3SinkFactory.open(
              S3Options.read(context.settings()),
              new S3Endpoint(Region.EU_WEST_1, proxy.endpoint()),
              PATIENT,
              context.notices(),
              Clock.SYSTEM);
      opened.add(sink);
      return sink;
    }

    @Override
    public Map<String, String> environment() {
      Map<String, String> environment = new HashMap<>(options);
      environment.put("RINGTAIL_S3_BUCKET", name);
      environment.put("RINGTAIL_S3_PREFIX", "contract/");
      environment.put("RINGTAIL_S3_OBJECT_AGE_MS", "1000");
      return environment;
    }

    @Override
    public Destination destination() {
      return new Destination(name, "contract/");
    }

    @Override
    public boolean fail(SinkContract.Trouble trouble, double share) {
      Fault fault =
          switch (trouble) {
            case THROTTLED -> Fault.SLOW_DOWN;
            case SERVER_ERROR -> Fault.INTERNAL;
            case RESET -> new Fault.DropBefore();
            case RESET_AFTER_STORE -> new Fault.DropAfter();
            case DENIED -> Fault.DENIED;
          };
      proxy.inject(
          request -> ThreadLocalRandom.current().nextDouble() < share ? fault : Fault.NONE);
      return true;
    }

    @Override
    public void heal() {
      proxy.heal();
    }

    @Override
    public boolean hang() {
      if (storesAndForwards()) {
        // A send waits for the disk alone.
        return false;
      }
      proxy.inject(request -> new Fault.Hang());
      return true;
    }

    @Override
    public boolean storesAndForwards() {
      return options.containsKey("RINGTAIL_SPOOL_DIR");
    }

    /** The same key is written again. */
    @Override
    public boolean repeatsOverwrite() {
      return true;
    }

    @Override
    public Collection<String> records() {
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      opened.forEach(sink -> sink.finish(deadline));
      return stored.allLines();
    }

    @Override
    public void close() {
      proxy.close();
      stored.close();
    }
  }
}
