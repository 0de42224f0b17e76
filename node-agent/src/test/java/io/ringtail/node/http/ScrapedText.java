package io.ringtail.node.http;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus' text format 0.0.4 and puts up with nothing that the format forbids.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the format</a>
 */
final class ScrapedText {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("\\G([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"(?:,|$)");

  final Map<String, String> helps = new LinkedHashMap<>();
  final Map<String, String> types = new LinkedHashMap<>();

  /** By name and labels in the order of their names: `name{a="b"}`. */
  final Map<String, Double> samples = new LinkedHashMap<>();

  private final Set<String> finished = new HashSet<>();
  private String current = "";

  static ScrapedText parse(String text) {
    if (!text.endsWith("\n")) {
      throw new AssertionError("the last line has no end");
    }
    ScrapedText scraped = new ScrapedText();
    text.lines().forEach(scraped::line);
    return scraped;
  }

  double value(String sample) {
    Double value = samples.get(sample);
    if (value == null) {
      throw new AssertionError("no " + sample + " in " + samples.keySet());
    }
    return value;
  }

  private void line(String line) {
    if (line.startsWith("# HELP ")) {
      put(helps, line);
    } else if (line.startsWith("# TYPE ")) {
      put(types, line);
    } else if (line.startsWith("#") || line.isEmpty()) {
      throw new AssertionError("neither HELP nor TYPE nor a sample: " + line);
    } else {
      sample(line);
    }
  }

  private void put(Map<String, String> metadata, String line) {
    String[] words = line.split(" ", 4);
    enter(words[2]);
    if (words.length < 4 || metadata.put(words[2], words[3]) != null) {
      throw new AssertionError("empty or twice: " + line);
    }
  }

  private void sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new AssertionError("no sample: " + line);
    }
    String name = sample.group(1);
    enter(name);
    if (!types.containsKey(name) || !helps.containsKey(name)) {
      throw new AssertionError("a sample before its HELP and TYPE: " + line);
    }
    Map<String, String> labels = labels(sample.group(2) == null ? "" : sample.group(2));
    StringBuilder key = new StringBuilder(name);
    labels.forEach(
        (label, value) ->
            key.append(key.length() == name.length() ? "{" : ",")
                .append(label + "=\"" + value + "\""));
    if (samples.put(key + (labels.isEmpty() ? "" : "}"), Double.parseDouble(sample.group(3)))
        != null) {
      throw new AssertionError("the same sample twice: " + line);
    }
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(text);
    int end = 0;
    while (end < text.length() && label.find()) {
      end = label.end();
      if (labels.put(label.group(1), label.group(2)) != null) {
        throw new AssertionError("a label twice: " + text);
      }
    }
    if (end != text.length()) {
      throw new AssertionError("no labels: " + text);
    }
    return labels;
  }

  /** All lines of a metric must stand together. */
  private void enter(String name) {
    if (name.equals(current)) {
      return;
    }
    if (!current.isEmpty()) {
      finished.add(current);
    }
    if (finished.contains(name)) {
      throw new AssertionError("the lines of " + name + " do not stand together");
    }
    current = name;
  }
}
