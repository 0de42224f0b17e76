package io.ringtail.sink.opensearch;

import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.TestConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A sink and all that it says. */
final class SinkUnderTest implements AutoCloseable {
  final RecordingNotices notices = new RecordingNotices();
  private final Sink sink;

  /**
   * @param options Logback's spelling and value, in turn
   */
  SinkUnderTest(Object url, String... options) throws IOException {
    String[] all = new String[options.length + 2];
    all[0] = "opensearchUrl";
    all[1] = url.toString();
    System.arraycopy(options, 0, all, 2, options.length);
    sink = new OpenSearchSinkFactory().open(SinkContext.of(TestConfig.of(all), notices));
  }

  List<Outcome> send(RecordBatch batch) {
    try {
      Outcomes outcomes = sink.send(batch);
      List<Outcome> list = new ArrayList<>();
      for (int i = 0; i < outcomes.size(); i++) {
        list.add(outcomes.at(i));
      }
      return list;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    sink.close();
  }
}
