package io.ringtail.sink.opensearch;

import io.ringtail.config.RingtailConfig;
import io.ringtail.event.Level;
import io.ringtail.pipeline.Pipeline;
import io.ringtail.pipeline.PipelineContext;
import io.ringtail.sink.DelegatingSinkFactory;
import io.ringtail.sink.JsonLines;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.telemetry.Accounts;
import io.ringtail.telemetry.Clock;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.TestConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole pipeline to OpenSearch. */
final class PipelineUnderTest implements AutoCloseable {
  static final Map<String, String> POD =
      Map.of("POD_NAME", "cart-1", "POD_NAMESPACE", "shop", "CONTAINER_NAME", "app");

  final RecordingNotices notices = new RecordingNotices();
  final Pipeline pipeline;

  PipelineUnderTest(Object url, String... options) {
    this(new OpenSearchSinkFactory(), url.toString(), options);
  }

  /** One that waits no longer for an answer than that. */
  static PipelineUnderTest impatient(int readTimeoutMillis, Object url, String... options) {
    SinkFactory impatient =
        new DelegatingSinkFactory(
            new OpenSearchSinkFactory(), context -> open(context, readTimeoutMillis));
    return new PipelineUnderTest(impatient, url.toString(), options);
  }

  private static Sink open(SinkContext context, int readTimeoutMillis) {
    try {
      return OpenSearchSink.open(context, readTimeoutMillis);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PipelineUnderTest(SinkFactory factory, String url, String[] options) {
    String[] all = new String[options.length + 4];
    all[0] = "opensearchUrl";
    all[1] = url;
    all[2] = "overflow";
    all[3] = "block";
    System.arraycopy(options, 0, all, 4, options.length);
    RingtailConfig config = TestConfig.of(all);
    pipeline =
        Pipeline.start(
            config,
            List.of(factory),
            new PipelineContext(
                TestConfig.surroundings(POD),
                notices,
                Clock.SYSTEM,
                new JsonLines(new ByteArrayOutputStream())));
  }

  void log(String message, Map<String, String> mdc, @Nullable Object... keyValues) {
    long now = System.currentTimeMillis();
    pipeline
        .intake()
        .offer(
            now / 1_000,
            (int) (now % 1_000) * 1_000_000 + 456_789,
            Level.INFO,
            "com.example.Shop",
            "main",
            message,
            mdc,
            keyValues.length == 0 ? null : keyValues,
            null,
            null,
            null);
  }

  void log(String message) {
    log(message, Map.of());
  }

  boolean flush() throws InterruptedException {
    return pipeline.flush(Duration.ofSeconds(90));
  }

  Accounts accounts() {
    return pipeline.telemetries().get(0).accounts();
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
