package io.ringtail.node.record.parse;

import static io.ringtail.node.record.parse.LinePattern.bracketed;
import static io.ringtail.node.record.parse.LinePattern.rest;
import static io.ringtail.node.record.parse.LinePattern.time;

import java.util.Map;

/** Ready parsers for the logs of databases. */
final class DatabaseLogs {
  private static final String ISO = "%Y-%m-%dT%H:%M:%S.%L%z";

  static final Map<String, Parser> PARSERS =
      Map.of(
          "redis", redis(),
          "mongodb", new FirstOf(mongoJson(), mongoText()),
          "postgres", postgres(),
          "mysql", new FirstOf(mysqlError(), mysqlSlow()),
          "mysql_error", mysqlError(),
          "mysql_slow", mysqlSlow());

  private DatabaseLogs() {}

  private static Parser redis() {
    return new LinePattern(
        "(?<pid>[0-9]++):(?<role>[A-Z]) (?<time>[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9:.]++) "
            + "(?<level>[.*#-]) "
            + rest("message"),
        time("time", "%d %b %Y %H:%M:%S.%L", false),
        "pid");
  }

  /** Since 4.4 a log entry of MongoDB is one line of JSON. */
  private static Parser mongoJson() {
    return new JsonParser(time("t.$date", ISO, true));
  }

  private static Parser mongoText() {
    return new LinePattern(
        "(?<time>[^ ]++)\\s++(?<severity>\\w)\\s++(?<component>[^ ]++)\\s++"
            + bracketed("context")
            + "\\s++(?<message>(?s:.*?))(?: (?<ms>[0-9]++)ms)?+",
        time("time", ISO, true),
        "ms");
  }

  /** The default log_line_prefix, {@code %m [%p] }, with user@database or not. */
  private static Parser postgres() {
    return new LinePattern(
        "(?<time>[0-9-]{10} [0-9:.]++ [A-Z]{3,5}) \\[(?<pid>[0-9]++)\\](?:-\\[?+[0-9]++\\]?+)?+:?+ *+"
            + "(?:(?<user>[^ @]++)@(?<database>[^ ]++) )?+(?<level>[A-Z]++[0-9]?+): ++"
            + rest("message"),
        time("time", "%Y-%m-%d %H:%M:%S.%L %Z", false),
        "pid");
  }

  /** Of MySQL since 5.7, and of MariaDB, which has a space for the T. */
  private static Parser mysqlError() {
    return new FirstOf(mysqlError("T", ISO), mysqlError(" ", "%F %T"));
  }

  private static Parser mysqlError(String separator, String format) {
    return new LinePattern(
        "(?<log_time>[0-9-]{10}"
            + separator
            + "[0-9:.]++(?:Z|[+-][0-9:]{5,6})?+) ++(?<myid>[0-9]++) \\[(?<severity>\\w++)\\]"
            + "(?: \\[(?<code>MY-[0-9]++)\\])?+(?: \\[(?<subsystem>\\w++)\\])?+ "
            + rest("message"),
        time("log_time", format, false),
        "myid");
  }

  private static Parser mysqlSlow() {
    return new LinePattern(
        "(?:# Time: (?<log_time>\\S++)\\s++)?+# User@Host: ++(?<user>[^ @]++) ++@ ++"
            + "(?:(?<dbhost>[^ \\[]++) ++)?+\\[(?<dbhost_address>[^\\]]*+)\\]"
            + "(?:\\s++Id: ++(?<id>[0-9]++))?+"
            + "(?:\\s++# Query_time: (?<query_time>[0-9.]++) ++Lock_time: (?<lock_time>[0-9.]++) ++"
            + "Rows_sent: (?<rows_sent>[0-9]++) ++Rows_examined: (?<rows_examined>[0-9]++))?+"
            + "\\s*+"
            + rest("message"),
        time("log_time", ISO, false),
        "id",
        "rows_sent",
        "rows_examined");
  }
}
