package io.ringtail.node.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.batch.Destination;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.NameTemplate;
import io.ringtail.metadata.PodMetadata;
import io.ringtail.metadata.Surroundings;
import io.ringtail.node.config.AgentConfig;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a sink's own options would have sent a record, as far as the record itself says whose it
 * is.
 *
 * @param templates of the sink
 */
record RecordNames(DestinationNames templates, AgentConfig agent, Surroundings surroundings) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Destination of(DeadLetter letter) throws IOException {
    JsonNode record = JSON.readTree(letter.json());
    PodMetadata pod = pod(record.path("kubernetes"));
    String stdStream = text(record, "stream");
    Map<String, String> more = stdStream == null ? Map.of() : Map.of("stream", stdStream);
    Instant time = Instant.ofEpochMilli(letter.timeMillis());
    return new Destination(
        name(templates.group(), pod, time, more), name(templates.stream(), pod, time, more));
  }

  private String name(
      NameTemplate template, PodMetadata pod, Instant time, Map<String, String> more) {
    return template.resolve(pod, surroundings, time, more).name();
  }

  private PodMetadata pod(JsonNode kubernetes) {
    Map<String, String> labels = new HashMap<>();
    for (Map.Entry<String, JsonNode> label : kubernetes.path("labels").properties()) {
      labels.put(label.getKey(), label.getValue().asText());
    }
    String host = text(kubernetes, "host");
    return new PodMetadata(
        text(kubernetes, "namespace_name"),
        text(kubernetes, "pod_name"),
        text(kubernetes, "pod_id"),
        text(kubernetes, "pod_ip"),
        host,
        host,
        text(kubernetes, "container_name"),
        null,
        text(kubernetes, "container_image"),
        agent.clusterName(),
        labels,
        Map.of(),
        kubernetes.isObject());
  }

  private static @Nullable String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isTextual() ? value.asText() : null;
  }
}
