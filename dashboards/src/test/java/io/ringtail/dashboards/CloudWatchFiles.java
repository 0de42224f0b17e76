package io.ringtail.dashboards;

import static io.ringtail.dashboards.DashboardFile.JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes the dashboard of CloudWatch and the CloudFormation template out of the saved queries, which
 * are the one place where a query is written.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">Dashboard
 *     body</a>
 */
final class CloudWatchFiles {
  static final String DASHBOARD = "cloudwatch/dashboard.json";
  static final String TEMPLATE = "cloudwatch/ringtail.template.json";

  /** What people replace in the dashboard, at install or in the dashboard's own boxes. */
  static final String CLUSTER = "my-cluster";

  static final String REGION = "us-east-1";

  private static final List<String> GROUPS = List.of("application", "dataplane", "host");
  private static final int WIDTH = 24;

  /** A row of panels of equal width. */
  private record RowOfPanels(int height, List<Panel> panels) {}

  /**
   * @param query the name of its file
   * @param view table, timeSeries or bar
   */
  private record Panel(String query, String view, boolean stacked) {}

  private static final List<RowOfPanels> ROWS =
      List.of(
          new RowOfPanels(
              6,
              List.of(
                  new Panel("events-by-stream", "timeSeries", true),
                  new Panel("events-by-namespace", "timeSeries", true),
                  new Panel("errors-over-time", "timeSeries", true))),
          new RowOfPanels(
              6,
              List.of(
                  new Panel("errors-by-namespace", "bar", false),
                  new Panel("cost-by-pod", "table", false),
                  new Panel("late-arrivals", "timeSeries", false))),
          new RowOfPanels(9, List.of(new Panel("newest-messages", "table", false))),
          new RowOfPanels(
              7,
              List.of(
                  new Panel("stack-traces-by-hash", "table", false),
                  new Panel("slowest-endpoints", "table", false))),
          new RowOfPanels(
              6,
              List.of(
                  new Panel("gaps-in-seq", "table", false),
                  new Panel("losses-told", "table", false))));

  private CloudWatchFiles() {}

  static String dashboard() throws IOException {
    return pretty(body(CLUSTER, REGION));
  }

  static String template() throws IOException {
    ObjectNode template = JSON.createObjectNode();
    template.put("AWSTemplateFormatVersion", "2010-09-09");
    template.put(
        "Description", "Ringtail: a dashboard and saved Logs Insights queries for one cluster");
    template
        .putObject("Parameters")
        .putObject("ClusterName")
        .put("Type", "String")
        .put("Description", "As in /aws/containerinsights/NAME/application")
        .put("AllowedPattern", "[0-9A-Za-z][0-9A-Za-z_-]{0,99}");
    ObjectNode resources = template.putObject("Resources");
    ObjectNode dashboard = resource(resources, "Dashboard", "AWS::CloudWatch::Dashboard");
    dashboard.putObject("DashboardName").put("Fn::Sub", "ringtail-${ClusterName}");
    dashboard
        .putObject("DashboardBody")
        .put("Fn::Sub", JSON.writeValueAsString(body("${ClusterName}", "${AWS::Region}")));
    for (SavedQuery query : DashboardFile.queries()) {
      ObjectNode definition =
          resource(resources, camelCase(query.name()), "AWS::Logs::QueryDefinition");
      definition.putObject("Name").put("Fn::Sub", "ringtail/${ClusterName}/" + query.title());
      definition.put("QueryString", query.text());
      definition
          .putArray("LogGroupNames")
          .addObject()
          .put("Fn::Sub", group("${ClusterName}", "application"));
    }
    template
        .putObject("Outputs")
        .putObject("DashboardUrl")
        .putObject("Value")
        .put(
            "Fn::Sub",
            "https://console.aws.amazon.com/cloudwatch/home?region=${AWS::Region}#dashboards:name=${Dashboard}");
    return pretty(template);
  }

  private static ObjectNode resource(ObjectNode resources, String id, String type) {
    return resources.putObject(id).put("Type", type).putObject("Properties");
  }

  private static ObjectNode body(String cluster, String region) {
    ObjectNode body = JSON.createObjectNode();
    body.put("start", "-PT3H").put("periodOverride", "inherit");
    ArrayNode variables = body.putArray("variables");
    variable(variables, "cluster", "Cluster", cluster);
    variable(variables, "region", "Region", region);
    ArrayNode widgets = body.putArray("widgets");
    volume(widgets, cluster, region);
    int y = 6;
    for (RowOfPanels row : ROWS) {
      int width = WIDTH / row.panels().size();
      for (int i = 0; i < row.panels().size(); i++) {
        Panel panel = row.panels().get(i);
        SavedQuery query = DashboardFile.query(panel.query());
        ObjectNode properties = widget(widgets, "log", i * width, y, width, row.height());
        properties.put("title", query.title()).put("region", region).put("view", panel.view());
        if (panel.stacked()) {
          properties.put("stacked", true);
        }
        properties.put(
            "query", "SOURCE '" + group(cluster, "application") + "' | " + query.onOneLine());
      }
      y += row.height();
    }
    return body;
  }

  /** A box in which another name can be given: it takes this one's place everywhere. */
  private static void variable(ArrayNode variables, String id, String label, String value) {
    variables
        .addObject()
        .put("type", "pattern")
        .put("pattern", value)
        .put("inputType", "input")
        .put("id", id)
        .put("label", label)
        .put("defaultValue", value)
        .put("visible", true);
  }

  private static void volume(ArrayNode widgets, String cluster, String region) {
    int width = WIDTH / 3;
    metrics(widgets, 0, region, "Events that arrive", "IncomingLogEvents", cluster);
    metrics(widgets, width, region, "Bytes that arrive", "IncomingBytes", cluster);
    ObjectNode cost = widget(widgets, "metric", 2 * width, 0, width, 6);
    cost.put("title", "Ingestion, dollars a month at this rate (0.50 a GB)");
    cost.put("region", region).put("view", "timeSeries").put("stacked", true).put("period", 3600);
    cost.put("stat", "Sum");
    ArrayNode lines = cost.putArray("metrics");
    for (String group : GROUPS) {
      lines
          .addArray()
          .addObject()
          .put("expression", group + "/PERIOD(" + group + ")*2592000/1073741824*0.5")
          .put("label", group)
          .put("id", group + "Dollars");
      metric(lines, "IncomingBytes", cluster, group).put("id", group).put("visible", false);
    }
    ObjectNode axis = cost.putObject("yAxis").putObject("left");
    axis.put("min", 0).put("showUnits", false);
  }

  private static void metrics(
      ArrayNode widgets, int x, String region, String title, String metric, String cluster) {
    ObjectNode properties = widget(widgets, "metric", x, 0, WIDTH / 3, 6);
    properties.put("title", title).put("region", region).put("view", "timeSeries");
    properties.put("stacked", true).put("stat", "Sum").put("period", 300);
    ArrayNode lines = properties.putArray("metrics");
    GROUPS.forEach(group -> metric(lines, metric, cluster, group).put("label", group));
  }

  private static ObjectNode metric(ArrayNode lines, String metric, String cluster, String group) {
    return lines
        .addArray()
        .add("AWS/Logs")
        .add(metric)
        .add("LogGroupName")
        .add(group(cluster, group))
        .addObject();
  }

  private static ObjectNode widget(
      ArrayNode widgets, String type, int x, int y, int width, int height) {
    return widgets
        .addObject()
        .put("type", type)
        .put("x", x)
        .put("y", y)
        .put("width", width)
        .put("height", height)
        .putObject("properties");
  }

  private static String group(String cluster, String name) {
    return "/aws/containerinsights/" + cluster + "/" + name;
  }

  private static String camelCase(String name) {
    List<String> words = new ArrayList<>();
    for (String word : name.split("-", -1)) {
      words.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return String.join("", words) + "Query";
  }

  private static String pretty(ObjectNode json) throws JsonProcessingException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
  }
}
