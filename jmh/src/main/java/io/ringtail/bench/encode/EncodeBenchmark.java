package io.ringtail.bench.encode;

import io.ringtail.bench.Workload;
import io.ringtail.config.Format;
import io.ringtail.config.MetadataMode;
import io.ringtail.encode.EventEncoder;
import io.ringtail.encode.MetadataJson;
import io.ringtail.event.RecordForm;
import java.io.IOException;
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
    encoder.setMetadata(MetadataJson.of(SamplePod.pod(), metadata, format));
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
}
