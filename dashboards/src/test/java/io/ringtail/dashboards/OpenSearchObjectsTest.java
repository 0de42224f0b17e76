package io.ringtail.dashboards;

import static io.ringtail.dashboards.DashboardFile.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.dashboards.insights.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class OpenSearchObjectsTest {
  private static final Path INDEX_TEMPLATE =
      DashboardFile.path(
          "../sinks/opensearch/src/main/resources/io/ringtail/sink/opensearch/index-template.json");
  private static final Pattern FIELD_OF_KQL = Pattern.compile("([A-Za-z_][\\w.]*) : ");

  @Test
  void theObjectsAreThoseOfTheIssue() throws Exception {
    assertThat(objects().keySet())
        .contains(
            "index-pattern/ringtail",
            "dashboard/ringtail",
            "visualization/ringtail-by-stream",
            "visualization/ringtail-by-namespace",
            "search/ringtail-newest-messages");
  }

  @Test
  void everyReferenceLeadsToAnObjectAndEveryNameToAReference() throws Exception {
    Map<String, JsonNode> objects = objects();
    for (JsonNode object : objects.values()) {
      Set<String> names = new TreeSet<>();
      for (JsonNode reference : object.path("references")) {
        names.add(reference.path("name").asText());
        assertThat(objects)
            .containsKey(reference.path("type").asText() + "/" + reference.path("id").asText());
      }
      JsonNode source = searchSource(object);
      if (source.has("indexRefName")) {
        assertThat(names).contains(source.path("indexRefName").asText());
      }
      for (JsonNode panel : inner(object, "panelsJSON")) {
        assertThat(names).contains(panel.path("panelRefName").asText());
        assertThat(panel.at("/gridData/i")).isEqualTo(panel.path("panelIndex"));
        assertThat(panel.at("/gridData/x").asInt() + panel.at("/gridData/w").asInt())
            .isBetween(1, 48);
      }
    }
    assertThat(
            inner(objects.getOrDefault("dashboard/ringtail", JSON.nullNode()), "panelsJSON").size())
        .isEqualTo(8);
  }

  @Test
  void everyFieldIsInWhatWeSend() throws Exception {
    Set<String> sent = new TreeSet<>();
    for (Row row : RealRecords.get().events) {
      sent.addAll(row.values().keySet());
    }
    Set<String> used = new TreeSet<>(aggregated());
    for (JsonNode object : objects().values()) {
      JsonNode attributes = object.path("attributes");
      if (attributes.has("timeFieldName")) {
        used.add(attributes.path("timeFieldName").asText());
      }
      attributes.path("columns").forEach(column -> used.add(column.asText()));
      attributes.path("sort").forEach(sort -> used.add(sort.path(0).asText()));
      String query = searchSource(object).at("/query/query").asText();
      for (MatchResult field : FIELD_OF_KQL.matcher(query).results().toList()) {
        used.add(field.group(1));
      }
    }
    assertThat(used).contains("stream", "kubernetes.namespace_name", "message", "log");
    // The sink adds the time to every document under the name that all dashboards know.
    assertThat(used.remove("@timestamp")).isTrue();
    assertThat(sent).containsAll(used);
  }

  @Test
  void theSinksIndexTemplateMakesCountableWhatIsCounted() throws Exception {
    assumeThat(Files.exists(INDEX_TEMPLATE)).as("SKIPPED: there is no sinks/opensearch").isTrue();
    String text =
        Files.readString(INDEX_TEMPLATE)
            .replaceAll("(?m)^\\$[A-Z_]+$", "")
            .replaceAll("(?<!\")\\$[A-Z_]+", "{\"type\":\"flat_object\"}");
    JsonNode properties = JSON.readTree(text).at("/template/mappings/properties");
    for (String field : aggregated()) {
      JsonNode mapping = properties.at("/" + field.replace(".", "/properties/"));
      String type = mapping.path("type").asText();
      // What stands under mdc and kv is mapped as it comes: strings as keyword.
      boolean isFree = field.startsWith("mdc.") || field.startsWith("kv.");
      assertThat(isFree ? "keyword" : type).as(field).isIn("keyword", "date_nanos");
    }
    assertThat(properties.at("/kubernetes/properties/namespace_name/type").asText())
        .isEqualTo("keyword");
  }

  private static Set<String> aggregated() throws IOException {
    Set<String> fields = new TreeSet<>();
    for (JsonNode object : objects().values()) {
      for (JsonNode aggregation : inner(object, "visState").path("aggs")) {
        if (aggregation.path("params").has("field")) {
          fields.add(aggregation.at("/params/field").asText());
        }
      }
    }
    assertThat(fields).hasSizeGreaterThan(5);
    return fields;
  }

  @Test
  void aVisualizationsPartsBelongTogether() throws Exception {
    for (JsonNode object : objects().values()) {
      JsonNode state = inner(object, "visState");
      if (state.isMissingNode()) {
        continue;
      }
      assertThat(state.path("type").asText()).isIn("histogram", "table");
      assertThat(state.path("title")).isEqualTo(object.at("/attributes/title"));
      Set<String> ids = new TreeSet<>();
      for (JsonNode aggregation : state.path("aggs")) {
        assertThat(ids.add(aggregation.path("id").asText())).isTrue();
        assertThat(aggregation.path("schema").asText())
            .isIn("metric", "segment", "group", "bucket");
        if (aggregation.path("params").has("orderBy")) {
          assertThat(ids).contains(aggregation.at("/params/orderBy").asText());
        }
      }
    }
  }

  private static JsonNode searchSource(JsonNode object) throws IOException {
    return JSON.readTree(
        object.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON").asText("{}"));
  }

  /** JSON within a string, or a missing node. */
  private static JsonNode inner(JsonNode object, String attribute) throws IOException {
    return JSON.readTree(object.at("/attributes/" + attribute).asText(""));
  }

  private static Map<String, JsonNode> objects() throws IOException {
    Map<String, JsonNode> objects = new LinkedHashMap<>();
    List<String> lines =
        new ArrayList<>(DashboardFile.text("opensearch/ringtail.ndjson").lines().toList());
    for (String line : lines) {
      JsonNode object = JSON.readTree(line);
      objects.put(object.path("type").asText() + "/" + object.path("id").asText(), object);
    }
    assertThat(objects).hasSameSizeAs(lines);
    return objects;
  }
}
