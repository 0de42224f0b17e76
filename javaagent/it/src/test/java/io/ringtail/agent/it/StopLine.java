package io.ringtail.agent.it;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the agent says in its last line. */
record StopLine(long captured, long delivered) {
  private static final Pattern LINE =
      Pattern.compile("ringtail info: agent .* ends; .*captured (\\d+), delivered (\\d+)\\b.*");

  static StopLine in(List<String> stderr) {
    return stderr.stream()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(line -> new StopLine(Long.parseLong(line.group(1)), Long.parseLong(line.group(2))))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError("no last line of the agent in " + stderr));
  }
}
