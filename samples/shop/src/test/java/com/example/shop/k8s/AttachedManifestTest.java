package com.example.shop.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The shop with nothing of Ringtail's, and the agent attached. */
final class AttachedManifestTest extends ManifestChecks {
  private final JsonNode init = pod.at("/initContainers/0");

  AttachedManifestTest() throws IOException {
    super(Path.of("..", "shop-attached", "k8s"));
  }

  @Test
  void attachesTheJarThatTheInitContainerLeaves() {
    String attached = value(container.path("env"), "JAVA_TOOL_OPTIONS");
    String folder = init.at("/command/2").asText();
    String source = init.at("/command/1").asText();

    assertThat(init.at("/command/0").asText()).isEqualTo("cp");
    assertThat(attached)
        .isEqualTo("-javaagent:" + folder + source.substring(source.lastIndexOf('/') + 1));
    assertThat(mountPath(init)).isEqualTo(mountPath(container)).isEqualTo(folder);
  }

  @Test
  void keepsTheJarWhereOnlyTheInitContainerWrites() {
    JsonNode mount = mount(container);

    assertThat(mount.path("readOnly").asBoolean()).isTrue();
    assertThat(stream(pod.path("volumes")).filter(AttachedManifestTest::isAgent))
        .singleElement()
        .matches(volume -> volume.has("emptyDir"));
    for (JsonNode each : new JsonNode[] {init, container}) {
      assertThat(each.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(each.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    }
  }

  @Test
  void isOtherwiseTheDeploymentOfTheShop() throws IOException {
    ObjectNode without = deployment.deepCopy();
    ObjectNode bare = (ObjectNode) without.at("/spec/template/spec");
    ObjectNode program = (ObjectNode) bare.at("/containers/0");
    bare.remove("initContainers");
    removeAgent((ArrayNode) bare.path("volumes"));
    removeAgent((ArrayNode) program.path("volumeMounts"));
    removeAgent((ArrayNode) program.path("env"));
    program.put("image", "ringtail-sample-shop");

    assertThat(without).isEqualTo(read(ManifestTest.FOLDER, "deployment.yaml"));
  }

  private static void removeAgent(ArrayNode named) {
    for (int i = named.size() - 1; i >= 0; i--) {
      if (isAgent(named.get(i))) {
        named.remove(i);
      }
    }
  }

  private static boolean isAgent(JsonNode named) {
    String name = named.path("name").asText();
    return name.equals("agent") || name.equals("JAVA_TOOL_OPTIONS");
  }

  private static JsonNode mount(JsonNode container) {
    return stream(container.path("volumeMounts"))
        .filter(AttachedManifestTest::isAgent)
        .findFirst()
        .orElseThrow();
  }

  private static String mountPath(JsonNode container) {
    return mount(container).path("mountPath").asText() + "/";
  }

  private static String value(JsonNode env, String name) {
    return stream(env)
        .filter(variable -> variable.path("name").asText().equals(name))
        .map(variable -> variable.path("value").asText())
        .findFirst()
        .orElseThrow();
  }
}
