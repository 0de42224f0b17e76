package com.example.shop.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shop's own side of it.
 *
 * @param captured what the appender, or the agent, says at the end that it took
 * @param delivered what it says that it delivered
 * @param printed how many events the shop wrote to its console, where they are counted by nobody
 */
record ShopAccounts(long captured, long delivered, long printed) {
  private static final Pattern COUNTS =
      Pattern.compile(
          "(?:log events: |ringtail info: agent .* ends; .*)"
              + "captured[= ](\\d+),? delivered[= ](\\d+)\\b.*");

  /** As Boot begins a line: 2026-11-20T22:00:00.123Z INFO 4711 ---. */
  private static final Pattern EVENT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+ +(?:TRACE|DEBUG|INFO|WARN|ERROR) \\d+ --- .*");

  /** Finds them in what the shop wrote to stdout and stderr. */
  static ShopAccounts read(Path output) throws IOException {
    List<String> lines = Files.readAllLines(output);
    long printed = lines.stream().filter(line -> EVENT.matcher(line).matches()).count();
    return lines.stream()
        .map(COUNTS::matcher)
        .filter(Matcher::matches)
        .map(counts -> new ShopAccounts(number(counts, 1), number(counts, 2), printed))
        .reduce((first, last) -> last)
        .orElseThrow(
            () ->
                new IOException(
                    output
                        + " does not say how many events were logged:"
                        + " neither the appender nor the agent was on"));
  }

  List<String> contradictions(Arrivals arrivals) {
    long arrived = arrivals.events().size();
    List<String> contradictions = new ArrayList<>();
    if (captured != delivered || delivered != arrived || arrived == 0) {
      contradictions.add(
          "the shop captured %d and delivered %d, %d are here"
              .formatted(captured, delivered, arrived));
    }
    if (printed != arrived) {
      contradictions.add("the shop printed %d events, %d are here".formatted(printed, arrived));
    }
    return contradictions;
  }

  private static long number(Matcher matcher, int group) {
    return Long.parseLong(matcher.group(group));
  }
}
