package io.ringtail.encode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.config.Format;
import io.ringtail.config.MetadataMode;
import io.ringtail.metadata.PodMetadata;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of `kubernetes`, encoded once and copied into every event.
 *
 * <p>Field names are those of Fluent Bit's Kubernetes filter, in the format ecs those of Elastic's
 * Kubernetes fields. What is unknown is left out.
 *
 * @see <a href="https://docs.fluentbit.io/manual/data-pipeline/filters/kubernetes">the filter</a>
 */
public final class MetadataJson {
  private MetadataJson() {}

  /**
   * @return a JSON object, or the empty text where nothing is to be sent
   */
  public static String of(PodMetadata pod, MetadataMode mode, Format format) {
    if (mode == MetadataMode.NONE || !pod.inKubernetes()) {
      return "";
    }
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      if (format == Format.ECS) {
        writeEcs(json, pod, mode);
      } else {
        writeFluentBit(json, pod, mode);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a generator into memory needs no I/O", e);
    }
    return out.toString().equals("{}") ? "" : out.toString();
  }

  private static void writeFluentBit(JsonGenerator json, PodMetadata pod, MetadataMode mode)
      throws IOException {
    write(json, "namespace_name", pod.namespace());
    write(json, "pod_name", pod.pod());
    write(json, "container_name", pod.container());
    if (mode == MetadataMode.FULL) {
      write(json, "pod_id", pod.podUid());
      write(json, "host", pod.node());
      write(json, "pod_ip", pod.podIp());
      write(json, "labels", pod.labels());
      write(json, "annotations", pod.annotations());
      write(json, "container_image", pod.containerImage());
    }
  }

  private static void writeEcs(JsonGenerator json, PodMetadata pod, MetadataMode mode)
      throws IOException {
    boolean full = mode == MetadataMode.FULL;
    write(json, "namespace", pod.namespace());
    json.writeObjectFieldStart("pod");
    write(json, "name", pod.pod());
    if (full) {
      write(json, "uid", pod.podUid());
      write(json, "ip", pod.podIp());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("container");
    write(json, "name", pod.container());
    if (full) {
      write(json, "image", pod.containerImage());
    }
    json.writeEndObject();
    if (full) {
      json.writeObjectFieldStart("node");
      write(json, "name", pod.node());
      json.writeEndObject();
      write(json, "labels", pod.labels());
      write(json, "annotations", pod.annotations());
    }
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
      for (Map.Entry<String, String> entry : values.entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }
  }
}
