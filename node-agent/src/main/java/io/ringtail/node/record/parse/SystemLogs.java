package io.ringtail.node.record.parse;

import static io.ringtail.node.record.parse.LinePattern.quoted;
import static io.ringtail.node.record.parse.LinePattern.rest;
import static io.ringtail.node.record.parse.LinePattern.time;
import static io.ringtail.node.record.parse.LinePattern.word;
import static io.ringtail.node.record.parse.LinePattern.words;

import java.util.Map;

/** Ready parsers for what the system and the container runtimes write. */
final class SystemLogs {
  private static final String ISO = "%Y-%m-%dT%H:%M:%S.%L%z";
  private static final TimeField BSD_TIME = time("time", "%b %d %H:%M:%S", true);
  private static final String BSD = "(?<time>[A-Z][a-z]{2} {1,2}[0-9]{1,2} [0-9:]{8}) ";
  private static final String PRIORITY = "<(?<pri>[0-9]{1,5})>";
  private static final String PROCESS =
      "(?<ident>[a-zA-Z0-9_/.()-]*+)(?:\\[(?<pid>[0-9]++)\\])?+(?:[^:]*+:)?+ *+" + rest("message");

  /** A quoted value of structured data, which may hold brackets. */
  private static final String VALUE = "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"";

  static final Map<String, Parser> PARSERS =
      Map.of(
          "json", new JsonParser(time("time", "%d/%b/%Y:%H:%M:%S %z", false)),
          "logfmt", new LogfmtParser(null),
          "ltsv", new LtsvParser(null),
          "docker", new JsonParser(time("time", ISO, true)),
          "docker-daemon", dockerDaemon(),
          "cri", cri(),
          // As the Container Insights manifest has it.
          "syslog",
              new LinePattern(
                  BSD + word("host") + " " + PROCESS, time("time", "%b %d %H:%M:%S", false)),
          "syslog-rfc3164",
              new LinePattern(PRIORITY + BSD + word("host") + " " + PROCESS, BSD_TIME),
          "syslog-rfc3164-local", new LinePattern(PRIORITY + BSD + PROCESS, BSD_TIME),
          "syslog-rfc5424", rfc5424());

  private SystemLogs() {}

  private static Parser dockerDaemon() {
    return new LinePattern(
        "time=\"(?<time>[^ \"]*+)\" level=(?<level>[^ ]*+) msg=" + quoted("msg") + ".*+",
        time("time", ISO, true));
  }

  private static Parser cri() {
    return new LinePattern(
        "(?<time>[^ ]++) (?<stream>stdout|stderr) " + word("logtag") + " " + rest("message"),
        time("time", ISO, false));
  }

  private static Parser rfc5424() {
    return new LinePattern(
        PRIORITY
            + "1 "
            + words("time", "host", "ident", "pid", "msgid")
            + " (?<extradata>-|(?:\\[(?:[^\\]\"]++|"
            + VALUE
            + ")*+\\])++)(?: "
            + rest("message")
            + ")?+",
        time("time", ISO, true));
  }
}
