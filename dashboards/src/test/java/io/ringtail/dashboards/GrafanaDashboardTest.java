package io.ringtail.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GrafanaDashboardTest {
  private static final String FILE = "grafana/ringtail-node-agent.json";
  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)\\})? \\S+$");
  private static final Pattern METRIC =
      Pattern.compile("\\b((?:ringtail|process|jvm)_[a-z_]+)(?:\\{([^}]*)\\})?");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)\"");
  private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");
  private static final Pattern RATED = Pattern.compile("(rate|increase)\\(([a-z_]+)");

  /** Prometheus adds it to what it scrapes. */
  private static final Set<String> ADDED = Set.of("instance", "job");

  @Test
  void everyMetricAndLabelIsInWhatTheNodeAgentAnswers() throws Exception {
    Map<String, Set<String>> real = metrics();
    Set<String> used = new HashSet<>();
    for (String expression : expressions()) {
      Set<String> labels = new HashSet<>(ADDED);
      for (MatchResult metric : matches(METRIC, expression)) {
        assertThat(real).as(expression).containsKey(metric.group(1));
        labels.addAll(real.getOrDefault(metric.group(1), Set.of()));
        used.add(metric.group(1));
        if (metric.group(2) != null) {
          for (MatchResult label : matches(LABEL, metric.group(2))) {
            assertThat(union(real.getOrDefault(metric.group(1), Set.of()), ADDED))
                .as(expression)
                .contains(label.group(1));
          }
        }
      }
      for (MatchResult grouping : matches(GROUPING, expression)) {
        assertThat(labels).as(expression).contains(grouping.group(1).split(", "));
      }
      for (MatchResult rated : matches(RATED, expression)) {
        assertThat(rated.group(2)).as(expression).endsWith("_total");
      }
    }
    // Nobody looks at a metric that stands on no dashboard.
    assertThat(used).containsAll(real.keySet());
  }

  @Test
  void legendsNameLabelsThatTheirQueriesKeep() throws Exception {
    for (JsonNode target :
        DashboardFile.json(FILE).findValues("targets").stream()
            .flatMap(each -> stream(each))
            .toList()) {
      String expression = target.path("expr").asText();
      for (MatchResult label :
          matches(Pattern.compile("\\{\\{(\\w+)\\}\\}"), target.path("legendFormat").asText())) {
        List<MatchResult> groupings = matches(GROUPING, expression);
        if (groupings.isEmpty()) {
          assertThat(label.group(1)).as(expression).isEqualTo("instance");
        } else {
          assertThat(groupings.get(0).group(1)).as(expression).contains(label.group(1));
        }
      }
    }
  }

  @Test
  void itIsWholeAndItsPanelsDoNotOverlap() throws Exception {
    JsonNode dashboard = DashboardFile.json(FILE);
    assertThat(dashboard.path("uid").asText()).matches("[a-zA-Z0-9_-]{1,40}");
    assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(36);
    // A null id lets Grafana choose one: none here may be that of another dashboard.
    assertThat(dashboard.has("id")).isFalse();
    Set<Integer> ids = new HashSet<>();
    Set<String> cells = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      assertThat(panel.path("title").asText()).isNotBlank();
      assertThat(panel.path("type").asText()).isIn("row", "stat", "timeseries");
      JsonNode place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isBetween(1, 24);
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          assertThat(cells.add((place.path("x").asInt() + x) + "," + (place.path("y").asInt() + y)))
              .as(panel.path("title").asText())
              .isTrue();
        }
      }
      if (!panel.path("type").asText().equals("row")) {
        assertThat(panel.path("targets")).isNotEmpty();
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
      }
    }
    // Whoever installs it has a data source of another name.
    for (JsonNode source : dashboard.findValues("datasource")) {
      assertThat(source.path("uid").asText()).isEqualTo("${datasource}");
    }
  }

  @Test
  void bracketsAndVariablesOfTheQueriesAreInOrder() throws Exception {
    for (String expression : expressions()) {
      List<Character> open = new ArrayList<>();
      for (int at = 0; at < expression.length(); at++) {
        char each = expression.charAt(at);
        if ("([{".indexOf(each) >= 0) {
          open.add(each);
        } else if (")]}".indexOf(each) >= 0) {
          assertThat(open).as(expression).isNotEmpty();
          assertThat("([{".indexOf(open.remove(open.size() - 1)))
              .as(expression)
              .isEqualTo(")]}".indexOf(each));
        }
      }
      assertThat(open).as(expression).isEmpty();
      for (MatchResult variable : matches(Pattern.compile("\\$(\\w+)"), expression)) {
        assertThat(variable.group(1)).isIn("instance", "__rate_interval", "__range");
      }
    }
  }

  private static List<String> expressions() throws Exception {
    JsonNode dashboard = DashboardFile.json(FILE);
    List<String> expressions = new ArrayList<>(dashboard.findValuesAsText("expr"));
    for (JsonNode variable : dashboard.at("/templating/list")) {
      Matcher values =
          Pattern.compile("label_values\\((.*), \\w+\\)")
              .matcher(variable.path("definition").asText());
      if (values.matches()) {
        expressions.add(values.group(1));
      }
    }
    assertThat(expressions).hasSizeGreaterThan(30);
    return expressions;
  }

  private static Map<String, Set<String>> metrics() throws Exception {
    Map<String, Set<String>> metrics = new HashMap<>();
    for (MatchResult sample : matches(SAMPLE, RealRecords.get().metrics)) {
      Set<String> labels = metrics.computeIfAbsent(sample.group(1), name -> new HashSet<>());
      if (sample.group(2) != null) {
        matches(LABEL, sample.group(2)).forEach(label -> labels.add(label.group(1)));
      }
    }
    return metrics;
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return elements.stream();
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }
}
