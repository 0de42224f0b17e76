package com.example.shop.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The report on paper. */
record Printout(PrintStream out) {
  private static final int FRAMES_PER_CAUSE = 3;
  private static final int MAX_PROBLEMS = 20;

  void counts(String title, Map<String, Integer> counts) {
    out.println();
    out.println(title);
    counts.forEach((kind, count) -> out.printf("  %7d  %s%n", count, kind));
  }

  /** One of each sort that a reader has not seen in other shippers' output. */
  void examples(Arrivals arrivals) {
    out.println();
    out.println("Some of them, as they arrived");
    first(arrivals, event -> event.hasMarker("AUDIT") && event.level().equals("INFO"));
    first(arrivals, event -> event.level().equals("WARN") && event.hasKeyValues());
    first(arrivals, Arrival::hasException);
  }

  void verdict(Verdict verdict) {
    out.println();
    out.println(verdict.isProven() ? "Nothing was lost:" : "Something is wrong:");
    List<String> problems = verdict.problems();
    problems.stream().limit(MAX_PROBLEMS).forEach(problem -> out.println("  !! " + problem));
    if (problems.size() > MAX_PROBLEMS) {
      out.println("  !! and " + (problems.size() - MAX_PROBLEMS) + " more");
    }
    verdict.proofs().forEach(proof -> out.println("  ok " + proof));
  }

  private void first(Arrivals arrivals, Predicate<Arrival> wanted) {
    arrivals.events().stream().filter(wanted).findFirst().ifPresent(this::event);
  }

  private void event(Arrival event) {
    out.println();
    event.json().properties().forEach(field -> field(field.getKey(), field.getValue()));
  }

  private void field(String name, JsonNode value) {
    if (!name.equals("exception")) {
      out.printf("  %-10s %s%n", name, value.isTextual() ? value.asText() : value);
      return;
    }
    out.printf(
        "  %-10s %s, hash %s%n", name, value.path("class").asText(), value.path("hash").asText());
    List<String> stack = value.path("stack").asText().lines().toList();
    String last = "";
    int shown = 0;
    for (String line : stack) {
      boolean frame = line.matches("\\s+(at|\\.\\.\\.) .*");
      shown = frame ? shown + 1 : 0;
      // Of each cause its head and its first frames: the rest is the framework's.
      String text = shown <= FRAMES_PER_CAUSE ? line : "\t...";
      if (!text.equals(last)) {
        out.println("             " + text.replace("\t", "  "));
      }
      last = text;
    }
  }
}
