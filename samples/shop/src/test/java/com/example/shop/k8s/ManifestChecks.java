package com.example.shop.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.config.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What holds for the manifests of the shop, whichever way its logs leave. */
abstract class ManifestChecks {
  private static final Path POLICY = Path.of("k8s", "iam-policy.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a container may know of itself by `env`; Kubernetes, "Downward API", 1.31. */
  private static final Set<String> ENV_FIELDS =
      Set.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs");

  /** What only a volume can give in whole; same page. */
  private static final Set<String> VOLUME_FIELDS =
      Set.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "metadata.labels",
          "metadata.annotations");

  /** What Ringtail and the JVM read besides Ringtail's own options; and an option of Boot's. */
  private static final Set<String> ENV_NAMES =
      Set.of(
          "POD_NAME",
          "POD_NAMESPACE",
          "POD_UID",
          "POD_IP",
          "NODE_NAME",
          "CONTAINER_NAME",
          "CLUSTER_NAME",
          "AWS_REGION",
          "JAVA_TOOL_OPTIONS",
          "LOGGING_THRESHOLD_CONSOLE");

  final JsonNode deployment;
  final JsonNode pod;
  final JsonNode container;
  private final Path folder;

  ManifestChecks(Path folder) throws IOException {
    this.folder = folder;
    deployment = read(folder, "deployment.yaml");
    pod = deployment.at("/spec/template/spec");
    container = pod.at("/containers/0");
  }

  @Test
  void setsOnlyNamesThatSomebodyReads() {
    List<String> names = texts(container.path("env"), "name");

    Set<String> known = new HashSet<>(ENV_NAMES);
    for (Option option : Option.values()) {
      if (option.scope() == Option.Scope.IN_PROCESS || option.scope() == Option.Scope.SINK) {
        known.add(option.env());
      }
    }
    assertThat(names).doesNotHaveDuplicates().isSubsetOf(known);
    assertThat(names)
        .contains("POD_NAME", "POD_NAMESPACE", "CONTAINER_NAME", "CLUSTER_NAME", "AWS_REGION");
  }

  @Test
  void asksTheDownwardApiForWhatItHas() {
    List<String> env =
        stream(container.path("env"))
            .map(variable -> variable.at("/valueFrom/fieldRef/fieldPath").asText())
            .filter(path -> !path.isEmpty())
            .toList();
    List<String> volume =
        stream(pod.at("/volumes/0/downwardAPI/items"))
            .map(item -> item.at("/fieldRef/fieldPath").asText())
            .toList();

    assertThat(env).hasSize(5).isSubsetOf(ENV_FIELDS);
    assertThat(volume)
        .containsExactly("metadata.labels", "metadata.annotations")
        .isSubsetOf(VOLUME_FIELDS);
    assertThat(texts(pod.at("/volumes/0/downwardAPI/items"), "path"))
        .containsExactly("labels", "annotations");
  }

  @Test
  void givesEveryVariableAValueAsText() {
    assertThat(stream(container.path("env")))
        .allMatch(variable -> variable.path("value").isTextual() != variable.has("valueFrom"));
  }

  @Test
  void mountsEachVolumeWhereItIsExpected() {
    assertThat(texts(container.path("volumeMounts"), "name"))
        .containsExactlyInAnyOrderElementsOf(texts(pod.path("volumes"), "name"));
    assertThat(texts(container.path("volumeMounts"), "mountPath")).contains("/etc/podinfo", "/tmp");
  }

  @Test
  void leavesTimeForTheLastLogs() {
    int preStopSeconds = container.at("/lifecycle/preStop/exec/command/1").asInt();
    int requestsSeconds = 10; // spring.lifecycle.timeout-per-shutdown-phase
    int drainSeconds =
        stream(container.path("env"))
                .filter(variable -> variable.path("name").asText().equals("RINGTAIL_SHUTDOWN_MS"))
                .mapToInt(variable -> variable.path("value").asInt())
                .findFirst()
                .orElseThrow()
            / 1000;

    assertThat(pod.path("terminationGracePeriodSeconds").asInt())
        .isGreaterThan(preStopSeconds + requestsSeconds + drainSeconds);
  }

  @Test
  void namesOneServiceAccountAndOnePodThroughout() throws IOException {
    assertThat(pod.path("serviceAccountName"))
        .isEqualTo(read("serviceaccount.yaml").at("/metadata/name"));
    JsonNode labels = deployment.at("/spec/template/metadata/labels");
    assertThat(labels.properties())
        .containsAll(deployment.at("/spec/selector/matchLabels").properties());
    assertThat(labels.properties())
        .containsAll(read("service.yaml").at("/spec/selector").properties());
    assertThat(texts(container.path("ports"), "name"))
        .contains(read("service.yaml").at("/spec/ports/0/targetPort").asText());
  }

  @Test
  void listsEveryManifest() throws IOException {
    List<String> files;
    try (Stream<Path> found = Files.list(folder)) {
      files =
          found
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
              .toList();
    }
    assertThat(stream(read("kustomization.yaml").path("resources")).map(JsonNode::asText))
        .containsExactlyInAnyOrderElementsOf(files);
  }

  @Test
  void allowsNoMoreThanIsNeeded() throws IOException {
    JsonNode policy = JSON.readTree(POLICY.toFile());
    String group = "log-group:/aws/containerinsights/" + cluster() + "/application";

    List<String> actions = new ArrayList<>();
    for (JsonNode statement : policy.path("Statement")) {
      JsonNode action = statement.path("Action");
      actions.addAll(action.isTextual() ? List.of(action.asText()) : stringsOf(action));
      JsonNode resource = statement.path("Resource");
      assertThat(resource.isTextual() ? List.of(resource.asText()) : stringsOf(resource))
          .allMatch(arn -> arn.contains(group));
    }
    assertThat(actions)
        .containsExactlyInAnyOrder(
            "logs:CreateLogGroup",
            "logs:CreateLogStream",
            "logs:PutRetentionPolicy",
            "logs:PutLogEvents");
  }

  private String cluster() {
    return stream(container.path("env"))
        .filter(variable -> variable.path("name").asText().equals("CLUSTER_NAME"))
        .map(variable -> variable.path("value").asText())
        .findFirst()
        .orElseThrow();
  }

  private JsonNode read(String file) throws IOException {
    return read(folder, file);
  }

  static JsonNode read(Path folder, String file) throws IOException {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    Object tree = yaml.load(Files.readString(folder.resolve(file)));
    return JSON.valueToTree(tree);
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static List<String> stringsOf(JsonNode array) {
    return stream(array).map(JsonNode::asText).toList();
  }

  static List<String> texts(JsonNode array, String field) {
    return stream(array).map(node -> node.path(field).asText()).toList();
  }
}
