package io.ringtail.node.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.config.MetadataMode;
import io.ringtail.node.config.KubernetesConfig;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The value of `kubernetes` in a record: names and order are those of Fluent Bit's Kubernetes
 * filter; `owner` and `namespace_labels` are ours. What is not known is left out.
 *
 * @see <a
 *     href="https://github.com/fluent/fluent-bit/blob/master/plugins/filter_kubernetes/kube_meta.c">
 *     merge_pod_meta in the filter</a>
 */
public final class KubernetesObject {
  private static final JsonFactory JSON = new JsonFactory();

  private KubernetesObject() {}

  /**
   * Written once for each log and each change of its pod.
   *
   * @param ref what the log's path says; it knows the container better than the pod does, which may
   *     have started another one since
   * @param pod null as long as it is not known
   * @return a JSON object, or the empty text where nothing is to be sent
   */
  public static String of(PodRef ref, @Nullable PodInfo pod, KubernetesConfig config) {
    if (config.mode() == MetadataMode.NONE) {
      return "";
    }
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      if (config.mode() == MetadataMode.LEAN) {
        json.writeStringField("namespace_name", ref.namespace());
        json.writeStringField("pod_name", ref.pod());
        json.writeStringField("container_name", ref.container());
      } else {
        writeFull(json, ref, pod, config);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a generator into memory needs no I/O", e);
    }
    return out.toString();
  }

  private static void writeFull(
      JsonGenerator json, PodRef ref, @Nullable PodInfo pod, KubernetesConfig config)
      throws IOException {
    json.writeStringField("pod_name", ref.pod());
    json.writeStringField("namespace_name", ref.namespace());
    if (pod == null) {
      write(json, "pod_id", ref.uid());
      write(json, "host", config.nodeName());
      write(json, "container_name", ref.container());
      write(json, "docker_id", ref.containerId());
      return;
    }
    write(json, "pod_id", pod.uid());
    write(json, "labels", config.labels() ? pod.labels() : Map.of());
    write(json, "annotations", config.annotations() ? pod.annotations() : Map.of());
    if (config.owner() && pod.ownerKind() != null) {
      json.writeObjectFieldStart("owner");
      write(json, "kind", pod.ownerKind());
      write(json, "name", pod.ownerName());
      json.writeEndObject();
    }
    write(json, "host", pod.node() == null ? config.nodeName() : pod.node());
    write(json, "pod_ip", pod.podIp());
    write(json, "container_name", ref.container());
    PodInfo.Container container = pod.containers().get(ref.container());
    write(
        json,
        "docker_id",
        ref.containerId() != null || container == null
            ? ref.containerId()
            : container.containerId());
    if (container != null) {
      write(json, "container_hash", hash(container.imageId()));
      write(json, "container_image", container.image());
    }
    write(json, "namespace_labels", config.namespaceLabels() ? pod.namespaceLabels() : Map.of());
  }

  /** Without the scheme that Docker puts before it; none where it is not a digest at all. */
  private static @Nullable String hash(@Nullable String imageId) {
    int colon = imageId == null ? -1 : imageId.indexOf(':');
    if (imageId == null || colon < 0) {
      return null;
    }
    return imageId.startsWith("://", colon) ? imageId.substring(colon + 3) : imageId;
  }

  private static void write(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static void write(JsonGenerator json, String name, Map<String, String> values)
      throws IOException {
    if (!values.isEmpty()) {
      json.writeObjectFieldStart(name);
      for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }
  }
}
