package io.ringtail.sink.opensearch;

import io.ringtail.batch.BatchLimits;
import io.ringtail.config.ConfigProblem;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.NameTemplate;
import io.ringtail.config.OptionReader;
import io.ringtail.config.SinkSettings;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * RINGTAIL_SINK=opensearch: OpenSearch 2 and 3, Elasticsearch 8 and 9, Amazon OpenSearch Service
 * and Serverless.
 *
 * <p>There is no limit of documents or of time in a request. Its bytes are limited by
 * http.max_content_length, 100 MB by default; Amazon's smaller instances and Serverless take 10
 * MiB. Where even less is taken (413), requests become smaller.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html#network-limits">Amazon
 *     OpenSearch Service, maximum size of HTTP request payloads</a>
 * @see <a
 *     href="https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/networking-settings">Elasticsearch,
 *     http.max_content_length</a>
 */
public final class OpenSearchSinkFactory implements SinkFactory {
  private static final int MAX_RECORDS = 20_000;

  /** Vendors advise some megabytes: more delays a document and gains nothing. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  /** Each has a connection and a thread of its own. */
  private static final int MAX_CONCURRENT_SENDS = 5;

  /** Pieces, the parser's buffers, an outcome per document. */
  private static final long SEND_BYTES = 128 * 1024;

  /** What a compressed body takes of its batch at worst; logs take a tenth. */
  private static final int COMPRESSED = 4;

  @Override
  public String name() {
    return "opensearch";
  }

  @Override
  public List<ConfigProblem> check(SinkSettings settings) {
    OptionReader reader = settings.reader();
    OpenSearchSettings.read(reader);
    return reader.problems();
  }

  /** The stream is of no use: documents say where they come from. */
  @Override
  public DestinationNames names(SinkSettings settings, DestinationNames logs) {
    return new DestinationNames(
        OpenSearchSettings.read(settings.reader()).index(), NameTemplate.of("-"));
  }

  @Override
  public BatchLimits limits() {
    return new BatchLimits(
            MAX_RECORDS,
            MAX_BYTES,
            BulkBody.MAX_RECORD_OVERHEAD_BYTES,
            TimeUnit.DAYS.toMillis(36_500))
        .withIds()
        // A search sorts by time, whichever document came first.
        .unordered();
  }

  @Override
  public int maxConcurrentSends() {
    return MAX_CONCURRENT_SENDS;
  }

  @Override
  public long sendHeapBytes(BatchLimits limits) {
    return SEND_BYTES + limits.maxBytes() / COMPRESSED;
  }

  /**
   * @throws IOException if a file of the configuration cannot be read, or an index template was
   *     asked for and no host answers
   * @throws IllegalArgumentException if no usable URL is configured
   */
  @Override
  public Sink open(SinkContext context) throws IOException {
    return OpenSearchSink.open(context, Exchange.READ_TIMEOUT_MILLIS);
  }
}
