package io.ringtail.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.dashboards.insights.InsightsQuery;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CloudWatchFilesTest {
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}]*)\\}");

  /** With -Ddashboards.write the files are written anew. */
  @Test
  void theFilesAreWhatTheSavedQueriesGive() throws Exception {
    if (Boolean.getBoolean("dashboards.write")) {
      Files.writeString(DashboardFile.path(CloudWatchFiles.DASHBOARD), CloudWatchFiles.dashboard());
      Files.writeString(DashboardFile.path(CloudWatchFiles.TEMPLATE), CloudWatchFiles.template());
    }
    assertThat(DashboardFile.text(CloudWatchFiles.DASHBOARD))
        .as("out of date: run this test with -Ddashboards.write=true")
        .isEqualTo(CloudWatchFiles.dashboard());
    assertThat(DashboardFile.text(CloudWatchFiles.TEMPLATE))
        .as("out of date: run this test with -Ddashboards.write=true")
        .isEqualTo(CloudWatchFiles.template());
  }

  @Test
  void theDashboardHasTheShapeThatCloudWatchTakes() throws Exception {
    checkBody(DashboardFile.json(CloudWatchFiles.DASHBOARD));
  }

  @Test
  void theTemplatesResourcesHaveWhatTheirTypesRequire() throws Exception {
    String text = DashboardFile.text(CloudWatchFiles.TEMPLATE);
    JsonNode template = DashboardFile.json(CloudWatchFiles.TEMPLATE);

    // What CloudFormation takes without a bucket.
    assertThat(text.length()).isLessThan(51_200);
    assertThat(template.path("AWSTemplateFormatVersion").asText()).isEqualTo("2010-09-09");
    Set<String> known = new HashSet<>(List.of("AWS::Region"));
    template.path("Parameters").fieldNames().forEachRemaining(known::add);
    template.path("Resources").fieldNames().forEachRemaining(known::add);
    assertThat(known).allMatch(name -> name.matches("[A-Za-z0-9:]+"));
    for (JsonNode sub : template.findValues("Fn::Sub")) {
      Matcher names = SUBSTITUTION.matcher(sub.asText());
      while (names.find()) {
        assertThat(known).as(sub.asText()).contains(names.group(1));
      }
    }
    TreeMap<String, Integer> types = new TreeMap<>();
    for (JsonNode resource : template.path("Resources")) {
      types.merge(resource.path("Type").asText(), 1, Integer::sum);
      JsonNode properties = resource.path("Properties");
      if (resource.path("Type").asText().equals("AWS::Logs::QueryDefinition")) {
        assertThat(properties.fieldNames())
            .toIterable()
            .containsExactlyInAnyOrder("Name", "QueryString", "LogGroupNames");
        assertThat(properties.at("/Name/Fn::Sub").asText().length()).isBetween(1, 255);
        assertThat(properties.path("QueryString").asText().length()).isBetween(1, 10_000);
        assertThat(
                InsightsQuery.parse(properties.path("QueryString").asText())
                    .run(RealRecords.get().events))
            .isNotEmpty();
      } else {
        assertThat(properties.fieldNames())
            .toIterable()
            .containsExactlyInAnyOrder("DashboardName", "DashboardBody");
        checkBody(DashboardFile.JSON.readTree(properties.at("/DashboardBody/Fn::Sub").asText()));
      }
    }
    assertThat(types)
        .containsEntry("AWS::CloudWatch::Dashboard", 1)
        .containsEntry("AWS::Logs::QueryDefinition", DashboardFile.queries().size())
        .hasSize(2);
  }

  private static void checkBody(JsonNode body) throws Exception {
    Set<String> cells = new HashSet<>();
    Set<String> ids = new HashSet<>();
    assertThat(body.path("widgets").size()).isBetween(5, 500);
    for (JsonNode widget : body.path("widgets")) {
      checkPlace(widget, cells);
      JsonNode properties = widget.path("properties");
      assertThat(properties.path("title").asText()).isNotBlank();
      assertThat(properties.path("region").asText()).isNotBlank();
      if (widget.path("type").asText().equals("log")) {
        checkLog(properties);
      } else {
        assertThat(widget.path("type").asText()).isEqualTo("metric");
        checkMetrics(properties, ids);
      }
    }
    for (JsonNode variable : body.path("variables")) {
      // Each stands for something that is there.
      assertThat(body.path("widgets").toString()).contains(variable.path("pattern").asText());
      assertThat(variable.path("defaultValue")).isEqualTo(variable.path("pattern"));
    }
  }

  private static void checkPlace(JsonNode widget, Set<String> cells) {
    int x = widget.path("x").asInt(-1);
    int y = widget.path("y").asInt(-1);
    assertThat(x).isNotNegative();
    assertThat(y).isNotNegative();
    assertThat(x + widget.path("width").asInt()).isBetween(1, 24);
    assertThat(widget.path("height").asInt()).isBetween(1, 1000);
    for (int column = x; column < x + widget.path("width").asInt(); column++) {
      for (int row = y; row < y + widget.path("height").asInt(); row++) {
        assertThat(cells.add(column + "," + row)).as("widgets overlap at %s", widget).isTrue();
      }
    }
  }

  private static void checkLog(JsonNode properties) throws Exception {
    assertThat(properties.path("view").asText()).isIn("table", "timeSeries", "bar", "pie");
    String query = properties.path("query").asText();
    Matcher source = Pattern.compile("SOURCE '([^']+)' \\| (.*)").matcher(query);
    assertThat(source.matches()).as(query).isTrue();
    assertThat(source.group(1)).matches("/aws/containerinsights/[^/]+/application");
    assertThat(InsightsQuery.parse(source.group(2)).run(RealRecords.get().events)).isNotEmpty();
    if (properties.path("view").asText().equals("timeSeries")) {
      assertThat(query).contains("bin(");
    }
  }

  private static void checkMetrics(JsonNode properties, Set<String> ids) {
    Set<String> here = new HashSet<>();
    for (JsonNode metric : properties.path("metrics")) {
      JsonNode last = metric.get(metric.size() - 1);
      if (last.has("id")) {
        assertThat(ids.add(last.path("id").asText())).isTrue();
        here.add(last.path("id").asText());
      }
      if (!last.has("expression")) {
        assertThat(metric.get(0).asText()).isEqualTo("AWS/Logs");
        assertThat(metric.get(1).asText()).isIn("IncomingBytes", "IncomingLogEvents");
        assertThat(metric.get(2).asText()).isEqualTo("LogGroupName");
        assertThat(metric.get(3).asText()).matches(".*/(application|dataplane|host)");
      }
    }
    for (JsonNode metric : properties.path("metrics")) {
      String expression = metric.get(metric.size() - 1).path("expression").asText();
      Stream<String> names =
          Pattern.compile("[a-z]\\w*").matcher(expression).results().map(r -> r.group());
      assertThat(here).containsAll(names.toList());
    }
  }
}
