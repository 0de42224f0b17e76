package io.ringtail.agent.hook;

import static java.util.Map.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The appenders of others that send to CloudWatch Logs, by the internal names of their classes. */
final class ForeignAppenders {
  private static final Map<String, String> WHOSE =
      Map.ofEntries(
          entry("com/kdgregory/logback/aws/CloudWatchAppender", "kdgregory's for Logback"),
          entry("com/kdgregory/log4j2/aws/CloudWatchAppender", "kdgregory's for Log4j 2"),
          entry("com/kdgregory/log4j/aws/CloudWatchAppender", "kdgregory's for Log4j 1"),
          entry("ca/pjer/logback/AwsLogsAppender", "pjer's for Logback"),
          entry("com/j256/cloudwatchlogbackappender/CloudWatchAppender", "j256's for Logback"),
          entry("io/github/dibog/AwsLogAppender", "dibog's for Logback"),
          entry("com/github/maricn/logback/AwsCloudWatchAppender", "maricn's for Logback"),
          entry(
              "org/eluder/logback/ext/cloudwatch/appender/CloudWatchAppender",
              "logback-ext's for Logback"),
          entry("org/apereo/cas/logging/CloudWatchAppender", "Apereo CAS' for Log4j 2"),
          entry(
              "com/boxfuse/cloudwatchlogs/logback/CloudwatchLogsLogbackAppender",
              "Boxfuse's for Logback"),
          entry(
              "com/boxfuse/cloudwatchlogs/log4j2/CloudwatchLogsLog4J2Appender",
              "Boxfuse's for Log4j 2"));

  private ForeignAppenders() {}

  /** Whose it is; null if it is none of them. */
  static @Nullable String find(String className) {
    return WHOSE.get(className);
  }
}
