package io.ringtail.encode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.config.Format;
import io.ringtail.config.MetadataMode;
import io.ringtail.event.RecordForm;
import io.ringtail.metadata.PodMetadata;
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
  /** Far more than kubelet lets labels and annotations be, 256 KiB each. */
  private static final int MAX_BYTES = 16 << 20;

  private final JsonWriter json =
      new JsonWriter(new RecordBuffer(MAX_BYTES, RecordForm.JSON), RecordForm.JSON);

  private MetadataJson() {}

  /**
   * @return a JSON object, or the empty text where nothing is to be sent
   */
  public static String of(PodMetadata pod, MetadataMode mode, Format format) {
    if (mode == MetadataMode.NONE || !pod.inKubernetes()) {
      return "";
    }
    return new MetadataJson().write(pod, mode, format);
  }

  private String write(PodMetadata pod, MetadataMode mode, Format format) {
    json.begin();
    if (format == Format.ECS) {
      writeEcs(pod, mode);
    } else {
      writeFluentBit(pod, mode);
    }
    json.endObject();
    RecordBuffer written = json.buffer();
    String text = new String(written.array(), 0, written.length(), UTF_8);
    return text.equals("{}") ? "" : text;
  }

  private void writeFluentBit(PodMetadata pod, MetadataMode mode) {
    write("namespace_name", pod.namespace());
    write("pod_name", pod.pod());
    write("container_name", pod.container());
    if (mode == MetadataMode.FULL) {
      write("pod_id", pod.podUid());
      write("host", pod.node());
      write("pod_ip", pod.podIp());
      write("labels", pod.labels());
      write("annotations", pod.annotations());
      write("container_image", pod.containerImage());
    }
  }

  private void writeEcs(PodMetadata pod, MetadataMode mode) {
    boolean full = mode == MetadataMode.FULL;
    write("namespace", pod.namespace());
    startObject("pod");
    write("name", pod.pod());
    if (full) {
      write("uid", pod.podUid());
      write("ip", pod.podIp());
    }
    json.endObject();
    startObject("container");
    write("name", pod.container());
    if (full) {
      write("image", pod.containerImage());
    }
    json.endObject();
    if (full) {
      startObject("node");
      write("name", pod.node());
      json.endObject();
      write("labels", pod.labels());
      write("annotations", pod.annotations());
    }
  }

  private void write(String name, @Nullable String value) {
    if (value != null) {
      name(name);
      json.string(value, value.length());
    }
  }

  private void write(String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      startObject(name);
      for (Map.Entry<String, String> entry : values.entrySet()) {
        write(entry.getKey(), entry.getValue());
      }
      json.endObject();
    }
  }

  private void startObject(String name) {
    name(name);
    json.startObject();
  }

  private void name(String name) {
    json.element();
    json.string(name, name.length());
    json.colon();
  }
}
