package io.ringtail.config;

/** The layout of the JSON that is sent. */
public enum Format {
  /** Ringtail's own. */
  RINGTAIL,
  /** Elastic Common Schema. */
  ECS,
  /** That of logstash-logback-encoder. */
  LOGSTASH
}
