package io.ringtail.node.config;

import java.util.List;

/** The parsers that are there without being configured. */
final class ReadyParsers {
  static final List<String> NAMES =
      List.of(
          "json",
          "logfmt",
          "ltsv",
          "nginx",
          "apache",
          "apache_error",
          "syslog",
          "envoy",
          "istio",
          "redis",
          "mongodb",
          "postgres",
          "mysql");

  private ReadyParsers() {}
}
