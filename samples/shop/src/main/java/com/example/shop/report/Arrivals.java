package com.example.shop.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What arrived in one stream.
 *
 * @param events by {@code seq}, each once
 * @param repeats events that came again: at least once is the promise
 * @param malformed messages that are no JSON object
 */
record Arrivals(List<Arrival> events, int repeats, List<String> malformed) {

  static Arrivals of(List<String> messages) {
    ObjectMapper json = new ObjectMapper();
    Map<Long, Arrival> bySeq = new TreeMap<>();
    List<Arrival> unnumbered = new ArrayList<>();
    List<String> malformed = new ArrayList<>();
    int repeats = 0;
    for (String message : messages) {
      try {
        Arrival arrival = new Arrival(json.readTree(message));
        if (!arrival.json().isObject()) {
          malformed.add(message);
        } else if (arrival.seq() == 0) {
          unnumbered.add(arrival);
        } else if (bySeq.put(arrival.seq(), arrival) != null) {
          repeats++;
        }
      } catch (JsonProcessingException e) {
        malformed.add(message);
      }
    }
    List<Arrival> events = new ArrayList<>(bySeq.values());
    events.addAll(unnumbered);
    return new Arrivals(events, repeats, malformed);
  }

  long maxSeq() {
    return events.stream().mapToLong(Arrival::seq).max().orElse(0);
  }

  /** The numbers between 1 and the highest that nobody has seen, as ranges. */
  List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    long expected = 1;
    for (Arrival event : events) {
      if (event.seq() > expected) {
        gaps.add(expected + " to " + (event.seq() - 1));
      }
      expected = Math.max(expected, event.seq() + 1);
    }
    return gaps;
  }

  List<Arrival> lossRecords() {
    return events.stream().filter(Arrival::tellsOfLoss).toList();
  }

  /** How many events there are of each kind, most first. */
  Map<String, Integer> count(Function<Arrival, String> kind) {
    Map<String, Integer> counts = new TreeMap<>();
    events.forEach(event -> counts.merge(kind.apply(event), 1, Integer::sum));
    Map<String, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
