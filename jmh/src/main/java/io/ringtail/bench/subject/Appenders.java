package io.ringtail.bench.subject;

import ca.pjer.logback.AwsLogsAppender;
import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.util.Duration;
import com.kdgregory.logback.aws.CloudWatchAppender;
import com.kdgregory.logback.aws.JsonLayout;
import io.ringtail.logback.RingtailAppender;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.layout.LogstashLayout;

/** Sets the appenders up: JSON with all the event has, batches as large as the appender can. */
final class Appenders {
  private static final int PJER_BATCH_EVENTS = 10_000;

  /** In logstash-logback-encoder, negative means without limit. */
  private static final double WAIT_FOR_EVER_MILLIS = -1;

  private static final long PJER_FLUSH_MILLIS = 1_000;

  /** Its own spelling of what Ringtail finds by itself. */
  private static final String POD_TAGS =
      "namespace={env:POD_NAMESPACE},pod={env:POD_NAME},container={env:CONTAINER_NAME}";

  private Appenders() {}

  static Appender<ILoggingEvent> start(
      SubjectKind kind, SubjectOptions options, LoggerContext context) {
    if (options.endpoint() != null) {
      useEndpoint(options.endpoint());
    }
    Appender<ILoggingEvent> appender =
        switch (kind) {
          case NOTHING -> new DoNothing(false);
          case RENDER -> new DoNothing(true);
          case RINGTAIL_NONE -> ringtail("none", options);
          case RINGTAIL -> ringtail("cloudwatch", options);
          case LOGSTASH_NOTHING -> disruptor(started(new DoNothing(false), context), options);
          case LOGSTASH_FILE -> disruptor(file(options, context), options);
          case LOGBACK_ASYNC -> async(started(new DoNothing(false), context), options);
          case KDGREGORY -> kdgregory("", options, context);
          case KDGREGORY_POD -> kdgregory(POD_TAGS, options, context);
          case PJER -> pjer(options, context);
        };
    appender.setName(kind.label());
    return started(appender, context);
  }

  /** In the SDK's own spelling, for all alike; an environment cannot be changed from within. */
  private static void useEndpoint(URI endpoint) {
    System.setProperty("aws.endpointUrlCloudWatchLogs", endpoint.toString());
    System.setProperty("aws.region", SubjectOptions.REGION);
    System.setProperty("aws.accessKeyId", "bench");
    System.setProperty("aws.secretAccessKey", "bench");
  }

  private static Appender<ILoggingEvent> ringtail(String sink, SubjectOptions options) {
    RingtailAppender appender = new RingtailAppender();
    Map<String, String> values = new HashMap<>();
    values.put("sink", sink);
    values.put("logGroup", SubjectOptions.GROUP);
    values.put("logStream", SubjectOptions.STREAM);
    values.putAll(options.ringtail());
    values.forEach((name, value) -> set(appender, name, value));
    return appender;
  }

  /** As Joran does it: each element of the XML is a setter. */
  private static void set(RingtailAppender appender, String name, String value) {
    String setter = "set" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    try {
      RingtailAppender.class.getMethod(setter, String.class).invoke(appender, value);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalArgumentException("Ringtail has no option " + name, e);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(name + "=" + value, e);
    }
  }

  private static Appender<ILoggingEvent> disruptor(
      Appender<ILoggingEvent> target, SubjectOptions options) {
    DisruptorAppender appender = new DisruptorAppender();
    if (options.queueSlots() > 0) {
      appender.setRingBufferSize(options.queueSlots());
    }
    if (options.lossless()) {
      appender.setAppendTimeout(Duration.buildByMilliseconds(WAIT_FOR_EVER_MILLIS));
    }
    appender.addAppender(target);
    return appender;
  }

  private static Appender<ILoggingEvent> file(SubjectOptions options, LoggerContext context) {
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.start();
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setFile(options.file().toString());
    appender.setAppend(false);
    appender.setImmediateFlush(false);
    appender.setEncoder(encoder);
    return started(appender, context);
  }

  private static Appender<ILoggingEvent> async(
      Appender<ILoggingEvent> target, SubjectOptions options) {
    AsyncAppender appender = new AsyncAppender();
    if (options.queueSlots() > 0) {
      appender.setQueueSize(options.queueSlots());
    }
    if (options.lossless()) {
      appender.setDiscardingThreshold(0);
    }
    appender.addAppender(target);
    return appender;
  }

  /**
   * @param tags what each record has besides the event: name=value, with commas between
   */
  private static Appender<ILoggingEvent> kdgregory(
      String tags, SubjectOptions options, LoggerContext context) {
    JsonLayout layout = new JsonLayout();
    layout.setContext(context);
    layout.setTags(tags);
    layout.start();
    CloudWatchAppender<ILoggingEvent> appender = new CloudWatchAppender<>();
    appender.setLayout(layout);
    appender.setLogGroup(SubjectOptions.GROUP);
    appender.setLogStream(SubjectOptions.STREAM);
    appender.setDedicatedWriter(true);
    appender.setClientRegion(SubjectOptions.REGION);
    appender.setClientEndpoint(String.valueOf(options.endpoint()));
    if (options.lossless()) {
      appender.setDiscardAction("none");
    }
    return appender;
  }

  private static Appender<ILoggingEvent> pjer(SubjectOptions options, LoggerContext context) {
    LogstashLayout layout = new LogstashLayout();
    layout.setContext(context);
    layout.start();
    AwsLogsAppender appender = new AwsLogsAppender();
    appender.setLayout(layout);
    appender.setLogGroupName(SubjectOptions.GROUP);
    appender.setLogStreamName(SubjectOptions.STREAM);
    appender.setLogRegion(SubjectOptions.REGION);
    appender.setCloudWatchEndpoint(String.valueOf(options.endpoint()));
    // Its defaults, 50 and 0, would send from the thread that logs.
    appender.setMaxBatchLogEvents(PJER_BATCH_EVENTS);
    appender.setMaxFlushTimeMillis(PJER_FLUSH_MILLIS);
    // It has no lossless setting: below WARN it gives up events when its queue is 3/4 full.
    appender.setVerbose(false);
    return appender;
  }

  private static Appender<ILoggingEvent> started(
      Appender<ILoggingEvent> appender, LoggerContext context) {
    appender.setContext(context);
    appender.start();
    return appender;
  }
}
