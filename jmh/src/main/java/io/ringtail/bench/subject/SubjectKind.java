package io.ringtail.bench.subject;

import java.util.Locale;

/** The appenders that can be measured. */
public enum SubjectKind {
  /** Does nothing: what Logback itself costs. */
  NOTHING,
  /** Asks the event for message, MDC and thread name, as everyone must, and does nothing. */
  RENDER,
  /** Ringtail with sink `none`: all but the sending. */
  RINGTAIL_NONE,
  /** Ringtail to CloudWatch Logs. */
  RINGTAIL,
  /** logstash-logback-encoder's Disruptor appender, to an appender that does nothing. */
  LOGSTASH_NOTHING,
  /** The same with the logstash encoder, to a file: no shipping. */
  LOGSTASH_FILE,
  /** Logback's AsyncAppender, to an appender that does nothing. */
  LOGBACK_ASYNC,
  /** com.kdgregory.logging:logback-aws-appenders to CloudWatch Logs. */
  KDGREGORY,
  /** The same with the pod's names in each record, as Ringtail's has them. */
  KDGREGORY_POD,
  /** ca.pjer:logback-awslogs-appender to CloudWatch Logs. */
  PJER;

  /** The name on command lines, such as {@code logstash-file}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it sends to an endpoint of CloudWatch Logs. */
  public boolean sendsToCloudWatch() {
    return this == RINGTAIL || this == KDGREGORY || this == KDGREGORY_POD || this == PJER;
  }

  /** The kind of that {@link #label}; throws {@link IllegalArgumentException} with all of them. */
  public static SubjectKind labelled(String label) {
    StringBuilder legal = new StringBuilder();
    for (SubjectKind kind : values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
      legal.append(legal.isEmpty() ? "" : ", ").append(kind.label());
    }
    throw new IllegalArgumentException("no appender '" + label + "'; legal are " + legal);
  }
}
