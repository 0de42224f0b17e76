package io.ringtail.node.config;

import java.util.List;

/** The parsers that are there without being configured. */
final class ReadyParsers {
  static final List<String> NAMES =
      List.of(
          "apache",
          "apache2",
          "apache_error",
          "cri",
          "docker",
          "docker-daemon",
          "envoy",
          "istio",
          "istio-envoy-proxy",
          "json",
          "k8s-nginx-ingress",
          "logfmt",
          "ltsv",
          "mongodb",
          "mysql",
          "mysql_error",
          "mysql_slow",
          "nginx",
          "postgres",
          "redis",
          "syslog",
          "syslog-rfc3164",
          "syslog-rfc3164-local",
          "syslog-rfc5424");

  private ReadyParsers() {}
}
