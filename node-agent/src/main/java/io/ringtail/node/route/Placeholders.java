package io.ringtail.node.route;

import io.ringtail.metadata.PodMetadata;
import io.ringtail.node.config.AgentConfig;
import io.ringtail.node.entry.Origin;
import io.ringtail.node.entry.StdStream;
import io.ringtail.node.kubernetes.PodInfo;
import io.ringtail.node.kubernetes.PodRef;
import java.util.HashMap;
import java.util.Map;

/** What the placeholders of a route's templates stand for. */
record Placeholders(AgentConfig agent) {
  /** The pod that wrote a log, as the templates of the in-process side know one. */
  PodMetadata pod(Origin origin) {
    PodRef pod = origin.pod();
    PodInfo info = origin.info();
    return new PodMetadata(
        pod == null ? null : pod.namespace(),
        pod == null ? null : pod.pod(),
        pod == null ? null : pod.uid(),
        info == null ? null : info.podIp(),
        agent.hostName(),
        agent.hostName(),
        pod == null ? null : pod.container(),
        pod == null ? null : pod.containerId(),
        null,
        agent.clusterName(),
        info == null ? Map.of() : info.labels(),
        info == null ? Map.of() : info.annotations(),
        pod != null);
  }

  /** Those that only the node agent has. */
  static Map<String, String> more(Origin origin, StdStream stream) {
    Map<String, String> values = new HashMap<>();
    values.put("tag", origin.tag());
    values.put("source", origin.source());
    values.put("stream", stream.label());
    String unit = origin.unit();
    if (unit != null) {
      values.put("unit", unit);
    }
    return values;
  }
}
