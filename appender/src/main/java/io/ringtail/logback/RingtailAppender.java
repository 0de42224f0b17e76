package io.ringtail.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterAttachableImpl;
import ch.qos.logback.core.spi.FilterReply;
import io.ringtail.config.ConfigProblem;
import io.ringtail.config.ConfigReader;
import io.ringtail.config.ConfigReading;
import io.ringtail.config.Option;
import io.ringtail.config.RingtailConfig;
import io.ringtail.metadata.Surroundings;
import io.ringtail.pipeline.Pipeline;
import io.ringtail.pipeline.PipelineContext;
import io.ringtail.pipeline.SharedPipelines;
import io.ringtail.sink.JsonLines;
import io.ringtail.sink.RingtailThread;
import io.ringtail.sink.SinkCatalog;
import io.ringtail.sink.SinkChoice;
import io.ringtail.telemetry.Accounts;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.DistinctNotices;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Notices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sends a program's log events, as JSON with pod metadata, straight to CloudWatch Logs.
 *
 * <pre>{@code
 * <appender name="RINGTAIL" class="io.ringtail.logback.RingtailAppender"/>
 * }</pre>
 *
 * <p>Each option can be given as an element here, as a system property ({@code ringtail.log.group})
 * or as an environment variable ({@code RINGTAIL_LOG_GROUP}), the last being the strongest. Wrong
 * values are told, all at once, in Logback's status list and on stderr, and replaced by the
 * default; an unknown sink leaves the appender off.
 *
 * <p>Appenders with the same options share one pipeline, which outlives a reset of the logging
 * context. It is drained when the context is stopped, or at the end of the process.
 *
 * <p>Threading: {@link #doAppend} from any thread, at any time; it takes no lock, touches no
 * ThreadLocal, never throws, and waits only where the overflow policy says so. {@link #start} does
 * no I/O, and {@link #stop} does not wait.
 */
public final class RingtailAppender extends ContextAwareBase implements Appender<ILoggingEvent> {
  private final FilterAttachableImpl<ILoggingEvent> filters = new FilterAttachableImpl<>();
  private final Map<String, String> options = new HashMap<>();
  private final AtomicBoolean toldNotStarted = new AtomicBoolean();
  private final AtomicBoolean toldFilterFailed = new AtomicBoolean();
  private final ReentryGuard filtering = new ReentryGuard();
  private volatile boolean filtered;
  private String name = "";
  private SharedPipelines.@Nullable Lease lease;
  private volatile @Nullable EventCapture capture;
  private volatile @Nullable Pipeline pipeline;
  private volatile boolean started;

  @Override
  public void doAppend(ILoggingEvent event) {
    EventCapture target = capture;
    if (target == null) {
      tellNotStarted();
    } else if (!RingtailThread.isCurrent()) {
      if (filtered) {
        captureFiltered(event, target);
      } else {
        target.capture(event);
      }
    }
  }

  /** A filter is the program's own code: it may throw, and it may log. */
  private void captureFiltered(ILoggingEvent event, EventCapture target) {
    int token = filtering.enter();
    if (token == ReentryGuard.TOO_DEEP) {
      target.drop(event, DropReason.REENTRANT);
      return;
    }
    FilterReply reply;
    try {
      reply = filters.getFilterChainDecision(event);
    } catch (Throwable e) {
      target.drop(event, DropReason.CAPTURE_FAILED);
      tellFilterFailed(e);
      return;
    } finally {
      filtering.exit(token);
    }
    if (reply != FilterReply.DENY) {
      target.capture(event);
    }
  }

  private void tellFilterFailed(Throwable failure) {
    try {
      if (toldFilterFailed.compareAndSet(false, true)) {
        addWarn(
            "a filter of the appender ["
                + name
                + "] fails; events that it fails for are not sent, and counted as capture_failed",
            failure);
      }
    } catch (Throwable e) {
      // No memory left, say: the event is counted.
    }
  }

  @Override
  public void start() {
    if (started) {
      return;
    }
    try {
      open();
    } catch (Throwable e) {
      // Whatever it is, the program starts without us.
      addWarn("the appender stays off, starting it failed: " + e, e);
    }
    started = true;
  }

  @Override
  public void stop() {
    started = false;
    capture = null;
    SharedPipelines.Lease held = lease;
    lease = null;
    if (held != null) {
      held.release();
    }
  }

  @Override
  public boolean isStarted() {
    return started;
  }

  /**
   * Waits until everything logged before has been delivered or given up: for tests, and for
   * functions that are frozen between calls.
   *
   * @return false if {@code timeout} passed first, or if the appender never started
   */
  public boolean flush(Duration timeout) throws InterruptedException {
    Pipeline running = pipeline;
    return running != null && running.flush(timeout);
  }

  /** Where every event is; null if the appender never started. Of several sinks, the first's. */
  public @Nullable Accounts accounts() {
    Pipeline running = pipeline;
    return running == null ? null : running.telemetries().get(0).accounts();
  }

  /** Where every event is on its way to each sink, by name; empty if the appender never started. */
  public Map<String, Accounts> accountsBySink() {
    Pipeline running = pipeline;
    Map<String, Accounts> accounts = new LinkedHashMap<>();
    if (running != null) {
      running.telemetries().forEach(each -> accounts.put(each.sink(), each.accounts()));
    }
    return accounts;
  }

  private void open() {
    Context owner = getContext();
    Surroundings surroundings = Surroundings.ofThisProcess();
    ConfigReading reading = ConfigReader.read(surroundings, options);
    Notices notices = new DistinctNotices(new StatusNotices(this));
    RingtailConfig config = reading.config();
    if (!config.enabled()) {
      tellProblems(reading.problems(), List.of(), notices);
      addInfo("the appender is off: RINGTAIL_ENABLED is false");
      return;
    }
    SinkCatalog catalog = SinkCatalog.load(RingtailAppender.class.getClassLoader());
    SinkChoice choice = SinkChoice.of(config, catalog, "the appender stays off and sends nothing");
    tellProblems(reading.problems(), choice.problems(), notices);
    if (choice.sinks().isEmpty()) {
      return;
    }
    SharedPipelines.Lease taken =
        SharedPipelines.acquire(
            config,
            choice.sinks(),
            new PipelineContext(
                surroundings, notices, Clock.SYSTEM, JsonLines.toStdout(), choice.archive()));
    if (owner instanceof LoggerContext loggerContext) {
      ContextEnd.of(loggerContext).add(taken);
    }
    lease = taken;
    pipeline = taken.pipeline();
    capture = new EventCapture(taken.pipeline(), config);
  }

  private void tellProblems(List<ConfigProblem> problems, List<String> ofSinks, Notices notices) {
    List<String> lines = new ArrayList<>();
    problems.forEach(problem -> lines.add(problem.message()));
    lines.addAll(ofSinks);
    if (getContext() != null) {
      lines.addAll(UnknownOptions.toldBy(getContext()));
    }
    if (!lines.isEmpty()) {
      String heading = lines.size() == 1 ? "1 problem" : lines.size() + " problems";
      notices.tell(
          Notices.Weight.WARNING,
          "configuration",
          heading + " in the configuration:\n  " + String.join("\n  ", lines));
    }
  }

  private void tellNotStarted() {
    if (toldNotStarted.compareAndSet(false, true)) {
      String reason =
          started ? "is off, as was told when it started" : "is not started, or stopped";
      addWarn("events reach the appender [" + name + "], which " + reason + "; they are not sent");
    }
  }

  private void set(Option option, String value) {
    options.put(option.xmlName(), value);
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public void setName(String name) {
    this.name = name == null ? "" : name;
  }

  @Override
  public void addFilter(Filter<ILoggingEvent> filter) {
    filters.addFilter(filter);
    filtered = true;
  }

  @Override
  public void clearAllFilters() {
    filters.clearAllFilters();
    filtered = false;
  }

  @Override
  public List<Filter<ILoggingEvent>> getCopyOfAttachedFiltersList() {
    return filters.getCopyOfAttachedFiltersList();
  }

  @Override
  public FilterReply getFilterChainDecision(ILoggingEvent event) {
    return filters.getFilterChainDecision(event);
  }

  @Override
  public String toString() {
    return getClass().getName() + "[" + name + "]";
  }

  /** `false`: the appender does nothing at all. Default `true`. */
  public void setEnabled(String value) {
    set(Option.ENABLED, value);
  }

  /**
   * The destination: `cloudwatch` (default), `stdout`, `none`, or one whose jar was added; several
   * with commas between them, `cloudwatch,s3`.
   */
  public void setSink(String value) {
    set(Option.SINK, value);
  }

  /** Template of the log group's name. Default `/aws/containerinsights/${cluster}/application`. */
  public void setLogGroup(String value) {
    set(Option.LOG_GROUP, value);
  }

  /**
   * Template of the log stream's name. Default `${namespace}/${pod}/${container}`, outside
   * Kubernetes `${host}/${pid}`.
   */
  public void setLogStream(String value) {
    set(Option.LOG_STREAM, value);
  }

  /** Whether to create a missing log group and stream. Default `true`. */
  public void setCreate(String value) {
    set(Option.CREATE, value);
  }

  /** Retention of a group that we create, in days, one of CloudWatch's values. Default: none. */
  public void setRetentionDays(String value) {
    set(Option.RETENTION_DAYS, value);
  }

  /** `ringtail` (default), `ecs` or `logstash`. */
  public void setFormat(String value) {
    set(Option.FORMAT, value);
  }

  /** Pod metadata with each event: `none`, `lean` (default) or `full`. */
  public void setMetadata(String value) {
    set(Option.METADATA, value);
  }

  /** Lowest level shipped, also by logger: `INFO,com.example.db=WARN`. Default `ALL`. */
  public void setLevel(String value) {
    set(Option.LEVEL, value);
  }

  /** What a full ring does: `shed` (default), `drop` or `block`. */
  public void setOverflow(String value) {
    set(Option.OVERFLOW, value);
  }

  /** Longest wait of a caller under the policy shed, in milliseconds. Default 100. */
  public void setBlockMs(String value) {
    set(Option.BLOCK_MS, value);
  }

  /**
   * What ring, batches and sends may hold together: `16MiB`, say. Default 1/16 of the heap limit, 2
   * to 64 MiB.
   */
  public void setBufferBytes(String value) {
    set(Option.BUFFER_BYTES, value);
  }

  /** Longest time that an event waits for company, in milliseconds. Default 1000. */
  public void setLingerMs(String value) {
    set(Option.LINGER_MS, value);
  }

  /** Drain deadline at the end, in milliseconds. Default 5000. */
  public void setShutdownMs(String value) {
    set(Option.SHUTDOWN_MS, value);
  }

  /** Where the sink `s3` keeps its objects until the bucket has them. Default: nowhere. */
  public void setSpoolDir(String value) {
    set(Option.SPOOL_DIR, value);
  }

  /** Where the Downward API volume is mounted. Default `/etc/podinfo`. */
  public void setPodinfoDir(String value) {
    set(Option.PODINFO_DIR, value);
  }

  /** Where records are kept that a sink refuses for good. Default: nowhere. */
  public void setDeadLetterDir(String value) {
    set(Option.DEAD_LETTER_DIR, value);
  }

  /** What refused records may take there; the oldest make room. Default `64MiB`. */
  public void setDeadLetterBytes(String value) {
    set(Option.DEAD_LETTER_BYTES, value);
  }

  /** Whether to send class, method and line of the caller, which is slow. Default `false`. */
  public void setCallerData(String value) {
    set(Option.CALLER_DATA, value);
  }

  /** Template of the Kinesis data stream's name. No default. */
  public void setKinesisStream(String value) {
    set(Option.KINESIS_STREAM, value);
  }

  /** Template of the partition key. Default: records are spread evenly over all shards. */
  public void setKinesisPartitionKey(String value) {
    set(Option.KINESIS_PARTITION_KEY, value);
  }

  /** Whether many records become one of Kinesis, in the format of the KPL. Default `false`. */
  public void setKinesisAggregate(String value) {
    set(Option.KINESIS_AGGREGATE, value);
  }

  /** Template of the Firehose stream's name. No default. */
  public void setFirehoseStream(String value) {
    set(Option.FIREHOSE_STREAM, value);
  }

  /** Whether many records, each with its newline, become one of Firehose. Default `false`. */
  public void setFirehoseConcatenate(String value) {
    set(Option.FIREHOSE_CONCATENATE, value);
  }

  /** Bucket that the sink `s3` writes to. No default. */
  public void setS3Bucket(String value) {
    set(Option.S3_BUCKET, value);
  }

  /** Template of what the keys of objects begin with. */
  public void setS3Prefix(String value) {
    set(Option.S3_PREFIX, value);
  }

  /** Compressed size at which an object is closed. Default `64MiB`. */
  public void setS3ObjectBytes(String value) {
    set(Option.S3_OBJECT_BYTES, value);
  }

  /** Age in milliseconds at which an object is closed. Default 300000, without a spool 60000. */
  public void setS3ObjectAgeMs(String value) {
    set(Option.S3_OBJECT_AGE_MS, value);
  }

  /** `gzip`, `zstd` or `none`. Default `gzip`. */
  public void setS3Compression(String value) {
    set(Option.S3_COMPRESSION, value);
  }

  /** Storage class of objects. Default: the bucket's. */
  public void setS3StorageClass(String value) {
    set(Option.S3_STORAGE_CLASS, value);
  }

  /** Id or ARN of the KMS key that S3 encrypts objects with. Default: the bucket's. */
  public void setS3KmsKey(String value) {
    set(Option.S3_KMS_KEY, value);
  }

  /** What objects that wait for upload may take of the disk. Default `1GiB`. */
  public void setS3SpoolBytes(String value) {
    set(Option.S3_SPOOL_BYTES, value);
  }

  /** URLs of OpenSearch's or Elasticsearch's hosts, with commas between. */
  public void setOpensearchUrl(String value) {
    set(Option.OPENSEARCH_URL, value);
  }

  /** Template of the index's or data stream's name. Default `ringtail-${date:yyyy.MM.dd}`. */
  public void setOpensearchIndex(String value) {
    set(Option.OPENSEARCH_INDEX, value);
  }

  /** Whether that is the name of a data stream. Default `false`. */
  public void setOpensearchDataStream(String value) {
    set(Option.OPENSEARCH_DATA_STREAM, value);
  }

  /** Whether to install an index template where there is none yet. Default `false`. */
  public void setOpensearchTemplate(String value) {
    set(Option.OPENSEARCH_TEMPLATE, value);
  }

  /** User for basic authentication. */
  public void setOpensearchUser(String value) {
    set(Option.OPENSEARCH_USER, value);
  }

  /** Password for basic authentication. */
  public void setOpensearchPassword(String value) {
    set(Option.OPENSEARCH_PASSWORD, value);
  }

  /** API key of Elasticsearch, encoded or as `id:key`. */
  public void setOpensearchApiKey(String value) {
    set(Option.OPENSEARCH_API_KEY, value);
  }

  /** `es` or `aoss`: requests are signed for it; `none`. Default: as the host's name says. */
  public void setOpensearchAwsService(String value) {
    set(Option.OPENSEARCH_AWS_SERVICE, value);
  }

  /** PEM file of the certificates to trust, instead of the JVM's. */
  public void setOpensearchCaFile(String value) {
    set(Option.OPENSEARCH_CA_FILE, value);
  }

  /** Whether requests are compressed. Default `false`. */
  public void setOpensearchGzip(String value) {
    set(Option.OPENSEARCH_GZIP, value);
  }
}
