package com.example.shop.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the shop says of its own log events when it ends. */
record ShopAccounts(long captured, long delivered) {
  private static final Pattern LINE =
      Pattern.compile("log events: captured=(\\d+) delivered=(\\d+) .*");

  /** Finds the line in the shop's stdout. */
  static ShopAccounts read(Path stdout) throws IOException {
    return Files.readAllLines(stdout).stream()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(line -> new ShopAccounts(Long.parseLong(line.group(1)), Long.parseLong(line.group(2))))
        .reduce((first, last) -> last)
        .orElseThrow(
            () ->
                new IOException(
                    stdout + " does not say how many events were logged: the appender was off"));
  }

  List<String> contradictions(Arrivals arrivals) {
    long arrived = arrivals.events().size();
    return captured == delivered && delivered == arrived && arrived > 0
        ? List.of()
        : List.of(
            "the shop captured %d and delivered %d, %d are here"
                .formatted(captured, delivered, arrived));
  }
}
