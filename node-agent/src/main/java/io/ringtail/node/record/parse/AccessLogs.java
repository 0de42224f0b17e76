package io.ringtail.node.record.parse;

import static io.ringtail.node.record.parse.LinePattern.bracketed;
import static io.ringtail.node.record.parse.LinePattern.quoted;
import static io.ringtail.node.record.parse.LinePattern.rest;
import static io.ringtail.node.record.parse.LinePattern.time;
import static io.ringtail.node.record.parse.LinePattern.word;
import static io.ringtail.node.record.parse.LinePattern.words;

import java.util.Map;

/** Ready parsers for the logs of web servers and proxies. */
final class AccessLogs {
  private static final TimeField COMMON_TIME = time("time", "%d/%b/%Y:%H:%M:%S %z", false);
  private static final TimeField ENVOY_TIME = time("start_time", "%Y-%m-%dT%H:%M:%S.%L%z", true);

  /** A blank that does not end the path. */
  private static final String BLANK_IN_PATH = " (?! *+HTTP/)";

  private static final String PATH =
      "(?<path>[^ \"\\\\]*+(?:(?:" + BLANK_IN_PATH + "|\\\\.)[^ \"\\\\]*+)*+)";

  /** What came over the line may be no request at all. */
  private static final String REQUEST =
      "\"(?:(?<method>[^ \"\\\\]++) ++"
          + PATH
          + "(?: ++HTTP/[^ \"]*+)?+"
          + "|[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"";

  private static final String ENVOY_REQUEST =
      "\"(?<method>[^ \"]++) " + PATH + " (?<protocol>[^ \"]++)\"";

  private static final String AGENT = quoted("referer") + " " + quoted("agent");

  static final Map<String, Parser> PARSERS =
      Map.of(
          "apache", apache(),
          "apache2", apache(),
          "apache_error", apacheError(),
          "nginx", nginx(),
          "k8s-nginx-ingress", nginxIngress(),
          "envoy", envoy(),
          "istio", istio(),
          "istio-envoy-proxy", istio());

  private AccessLogs() {}

  private static Parser apache() {
    return new LinePattern(
        word("host")
            + " [^ ]*+ "
            + word("user")
            + " "
            + bracketed("time")
            + " "
            + REQUEST
            + " "
            + words("code", "size")
            + "(?: "
            + AGENT
            + ")?+(?: .*+)?+",
        COMMON_TIME,
        "code",
        "size");
  }

  private static Parser apacheError() {
    return new LinePattern(
        "\\[(?<time>[A-Z][a-z]{2} [A-Z][a-z]{2} [^\\]]*+)\\] "
            + bracketed("level")
            + "(?: \\[pid (?<pid>[^\\]]*+)\\])?+(?: \\[client (?<client>[^\\]]*+)\\])?+ "
            + rest("message"),
        time("time", "%a %b %d %H:%M:%S.%L %Y", true));
  }

  private static Parser nginx() {
    return new LinePattern(
        words("remote", "host", "user")
            + " "
            + bracketed("time")
            + " "
            + REQUEST
            + " "
            + words("code", "size")
            + "(?: "
            + AGENT
            + ")?+(?: .*+)?+",
        COMMON_TIME,
        "code",
        "size");
  }

  private static Parser nginxIngress() {
    return new LinePattern(
        word("host")
            + " - "
            + word("user")
            + " "
            + bracketed("time")
            + " "
            + REQUEST
            + " "
            + words("code", "size")
            + " "
            + AGENT
            + " "
            + words("request_length", "request_time")
            + " "
            + bracketed("proxy_upstream_name")
            + " (?:"
            + bracketed("proxy_alternative_upstream_name")
            + " )?+"
            + list("upstream_addr")
            + " "
            + list("upstream_response_length")
            + " "
            + list("upstream_response_time")
            + " "
            + list("upstream_status")
            + "(?: "
            + word("reg_id")
            + ")?+.*+",
        COMMON_TIME,
        "code",
        "size",
        "request_length");
  }

  /** Several values where a request was passed on more than once. */
  private static String list(String field) {
    return "(?<" + field + ">[^ ,]++(?:(?:,| :) [^ ,]++)*+)";
  }

  private static Parser envoy() {
    return new LinePattern(
        bracketed("start_time")
            + " "
            + ENVOY_REQUEST
            + " "
            + words(
                "code",
                "response_flags",
                "bytes_received",
                "bytes_sent",
                "duration",
                "x_envoy_upstream_service_time")
            + " "
            + callers("request_id")
            + ".*+",
        ENVOY_TIME,
        "code",
        "bytes_received",
        "bytes_sent",
        "duration");
  }

  private static Parser istio() {
    return new LinePattern(
        bracketed("start_time")
            + " "
            + ENVOY_REQUEST
            + " "
            + words(
                "response_code",
                "response_flags",
                "response_code_details",
                "connection_termination_details")
            + " \"(?<upstream_transport_failure_reason>[^\"]*+)\" "
            + words("bytes_received", "bytes_sent", "duration", "x_envoy_upstream_service_time")
            + " "
            + callers("x_request_id")
            + " "
            + words(
                "upstream_cluster",
                "upstream_local_address",
                "downstream_local_address",
                "downstream_remote_address",
                "requested_server_name",
                "route_name")
            + ".*+",
        ENVOY_TIME,
        "response_code",
        "bytes_received",
        "bytes_sent",
        "duration");
  }

  private static String callers(String requestId) {
    return String.join(
        " ",
        quoted("x_forwarded_for"),
        quoted("user_agent"),
        quoted(requestId),
        quoted("authority"),
        quoted("upstream_host"));
  }
}
