package io.ringtail.bench.encode;

import io.ringtail.bench.Workload;
import io.ringtail.config.Format;
import io.ringtail.config.MetadataMode;
import io.ringtail.encode.EventEncoder;
import io.ringtail.encode.MetadataJson;
import io.ringtail.event.RecordForm;
import io.ringtail.metadata.PodMetadata;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From an event to the bytes of its JSON: about 350 with lean pod metadata, of which the event's
 * own are 230.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class EncodeBenchmark {
  private static final int MAX_RECORD_BYTES = 1_048_576 - 26;

  /** RINGTAIL_FORMAT. */
  @Param({"RINGTAIL", "ECS", "LOGSTASH"})
  public Format format = Format.RINGTAIL;

  /** RINGTAIL_METADATA. */
  @Param("LEAN")
  public MetadataMode metadata = MetadataMode.LEAN;

  /** JSON_STRING is what the sink for CloudWatch Logs asks for. */
  @Param({"JSON", "JSON_STRING"})
  public RecordForm form = RecordForm.JSON;

  private final SampleEvent usual = new SampleEvent(null);
  private final SampleEvent exception = new SampleEvent(Workload.failure());
  private EventEncoder encoder =
      new EventEncoder(Format.RINGTAIL, MAX_RECORD_BYTES, RecordForm.JSON);
  private long seq;

  /** Makes the encoder, as the pipeline does. */
  @Setup
  public void open() {
    encoder = new EventEncoder(format, MAX_RECORD_BYTES, form);
    encoder.setMetadata(MetadataJson.of(pod(), metadata, format));
  }

  /** 5 arguments and 2 MDC keys. */
  @Benchmark
  public int usual() throws IOException {
    usual.tick();
    return encoder.encode(usual, ++seq).length();
  }

  /** An exception of about 30 frames with a cause. */
  @Benchmark
  public int exception() throws IOException {
    exception.tick();
    return encoder.encode(exception, ++seq).length();
  }

  private static PodMetadata pod() {
    return new PodMetadata(
        "shop",
        "cart-6f8d9c7b5d-x2x20",
        "7d1f0f4e-5f0c-4c56-9a53-2b8a3bb1f0de",
        "10.0.1.17",
        "ip-10-0-1-9.ec2.internal",
        "cart-6f8d9c7b5d-x2x20",
        "app",
        null,
        "registry.example.com/shop/cart:1.4.2",
        "prod",
        Map.of("app", "cart", "pod-template-hash", "6f8d9c7b5d"),
        Map.of(),
        true);
  }
}
