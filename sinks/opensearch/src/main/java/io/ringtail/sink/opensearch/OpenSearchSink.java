package io.ringtail.sink.opensearch;

import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.aws.RequestBody;
import io.ringtail.sink.opensearch.ClusterApi.NoAnswerException;
import io.ringtail.sink.opensearch.Exchange.Answer;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;
import java.time.Clock;

/** Sends batches with `_bulk`; sends again, as ids allow, only documents that are not there yet. */
final class OpenSearchSink implements Sink {
  /**
   * Answers say of a document what became of it, and no more: 30 bytes instead of 250. What waits
   * for a shard that is not there is told before our own patience ends.
   */
  private static final String PARAMETERS =
      "?timeout=20s&filter_path=errors,error,items.*.status,items.*.error";

  /** Below this, a request is not made smaller for fear of a limit. */
  private static final int LEAST_BODY_BYTES = 64 * 1024;

  private final OpenSearchSettings settings;
  private final ClusterApi api;
  private final Notices notices;
  private final Suspects suspects = new Suspects();
  private volatile boolean accepted;
  private volatile boolean ids = true;

  /** Halved when even less than that was too large. */
  private volatile int maxBodyBytes = Integer.MAX_VALUE;

  OpenSearchSink(OpenSearchSettings settings, ClusterApi api, Notices notices) {
    this.settings = settings;
    this.api = api;
    this.notices = notices;
  }

  /**
   * @param readTimeoutMillis the longest silence of a host that has a request to answer
   */
  static OpenSearchSink open(SinkContext context, int readTimeoutMillis) throws IOException {
    OpenSearchSettings settings = OpenSearchSettings.read(context.settings().reader());
    if (settings.hosts().isEmpty()) {
      throw new IllegalArgumentException("RINGTAIL_OPENSEARCH_URL names no host");
    }
    Notices notices = context.notices();
    String service = settings.awsService();
    Login login =
        service == null
            ? Login.fixed(settings.loginHeaders())
            : new AwsLogin(service, settings.hosts().get(0), Clock.systemUTC(), notices);
    Exchange exchange = new Exchange(login, Trust.of(settings.caFile()), readTimeoutMillis);
    ClusterApi api =
        new ClusterApi(new HostPool(settings.hosts(), System::nanoTime), exchange, login);
    if (settings.template()) {
      try {
        new TemplateInstallation(api, settings, notices).run();
      } catch (NoAnswerException e) {
        api.close();
        throw new IOException(e.getMessage(), e);
      }
    }
    return new OpenSearchSink(settings, api, notices);
  }

  @Override
  public Outcomes send(RecordBatch batch) {
    IndexName index = new IndexName(batch.destination().group(), notices);
    Splitting.Result result =
        Splitting.settle(batch.size(), accepted, (from, to) -> send(batch, from, to, index));
    accepted |= result.accepted();
    return result.outcomes();
  }

  @Override
  public void close() {
    api.close();
  }

  private Verdict send(RecordBatch batch, int from, int to, IndexName index) {
    Verdict verdict = sendOnce(batch, from, to, index);
    if (verdict instanceof Verdict.IdsRefused refused && ids) {
      ids = false;
      notices.tell(
          Weight.WARNING,
          "opensearch ids",
          "the destination gives documents ids itself ("
              + refused.detail()
              + "): from now on without ours, so that a record may be there twice after an error");
      verdict = sendOnce(batch, from, to, index);
    }
    return verdict;
  }

  private Verdict sendOnce(RecordBatch batch, int from, int to, IndexName index) {
    BulkBody plain = new BulkBody(batch, from, to, index, settings.action(), ids);
    if (to - from > 1 && plain.length() > maxBodyBytes) {
      return new Verdict.TooLarge("more than " + maxBodyBytes + " bytes");
    }
    RequestBody body = settings.gzip() ? new GzipBody(plain) : plain;
    String path = "/" + plain.urlIndex() + "/_bulk" + (settings.isServerless() ? "" : PARAMETERS);
    Verdict verdict = verdict(Request.bulk(path, body), to - from);
    if (verdict instanceof Verdict.TooLarge && to - from > 1) {
      maxBodyBytes = Math.max(LEAST_BODY_BYTES, Math.min(maxBodyBytes, plain.length()) / 2);
    }
    if (verdict instanceof Verdict.Judged judged) {
      suspects.judge(batch, from, judged);
      if (judged.accepted()) {
        greet();
      }
    }
    return verdict;
  }

  private Verdict verdict(Request request, int count) {
    try {
      Answer<Verdict> answer =
          api.call(request, in -> BulkAnswerReader.read(200, in, settings.action(), count));
      Verdict verdict = answer.value();
      return verdict == null ? Verdict.ofRequest(answer.status(), answer.error()) : verdict;
    } catch (NoAnswerException e) {
      return new Verdict.NotNow(e.retryCause(), e.getMessage());
    }
  }

  /** Says once where we deliver. */
  private void greet() {
    if (!accepted) {
      notices.tell(
          Weight.INFO,
          "opensearch connected",
          "OpenSearch or Elasticsearch takes documents at " + settings.hosts());
    }
  }
}
