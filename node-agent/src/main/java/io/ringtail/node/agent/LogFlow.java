package io.ringtail.node.agent;

import io.ringtail.node.config.SourceConfig.Shaping;
import io.ringtail.node.entry.EntryConsumer;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.Origin;
import io.ringtail.node.entry.Progress;
import io.ringtail.node.entry.StdStream;
import io.ringtail.node.kubernetes.KubernetesObject;
import io.ringtail.node.kubernetes.PodDirectives;
import io.ringtail.node.kubernetes.PodInfo;
import io.ringtail.node.kubernetes.PodRef;
import io.ringtail.node.record.Treatment;
import io.ringtail.node.record.json.PreparedJson;
import io.ringtail.node.route.Selectors;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one log, file of a container or of the host, with what is known about who writes
 * it now.
 *
 * <p>Threading: the reading thread.
 */
final class LogFlow implements EntryConsumer {
  private final Stages stages;
  private final Shaping shaping;
  private final Function<StdStream, Progress> progress;
  private final Map<StdStream, StreamFlow> streams = new EnumMap<>(StdStream.class);

  private Origin origin;
  private PodDirectives directives = PodDirectives.NONE;
  private @Nullable PreparedJson kubernetes;
  private long podsVersion;

  /**
   * @param origin without the pod's metadata
   */
  LogFlow(Stages stages, Shaping shaping, Origin origin, Function<StdStream, Progress> progress) {
    this.stages = stages;
    this.shaping = shaping;
    this.progress = progress;
    this.origin = origin;
    this.podsVersion = stages.pods().version();
    PodRef pod = origin.pod();
    if (pod != null) {
      know(pod, stages.pods().find(pod));
    }
  }

  @Override
  public void take(LogEntry entry) {
    refresh();
    if (!directives.excludes(entry.stream)) {
      flow(entry.stream).take(entry);
    }
  }

  /** As {@link StreamFlow#takeOwn}. */
  void takeOwn(LogEntry entry) {
    refresh();
    flow(entry.stream).takeOwn(entry);
  }

  /** Whether the destinations of what has been sent so far can take more. */
  boolean isReady() {
    for (StreamFlow flow : streams.values()) {
      if (!flow.isReady()) {
        return false;
      }
    }
    return true;
  }

  /** What the pod asks for by its annotations. */
  PodDirectives directives() {
    refresh();
    return directives;
  }

  private StreamFlow flow(StdStream stream) {
    StreamFlow flow = streams.get(stream);
    if (flow == null) {
      Origin from = origin;
      Treatment treatment =
          stages
              .treatments()
              .of(
                  shaping,
                  from,
                  directives.parser(stream),
                  directives.transforms(),
                  selector -> Selectors.matches(selector, from, stream));
      flow = new StreamFlow(stages, from, stream, treatment, kubernetes, progress.apply(stream));
      streams.put(stream, flow);
    }
    return flow;
  }

  private void refresh() {
    long version = stages.pods().version();
    PodRef pod = origin.pod();
    if (version != podsVersion && pod != null) {
      podsVersion = version;
      PodInfo info = stages.pods().find(pod);
      // A pod that is gone was known better before.
      if (info != null && !Objects.equals(info, origin.info())) {
        know(pod, info);
      }
    }
  }

  private void know(PodRef pod, @Nullable PodInfo info) {
    origin = new Origin(origin.source(), origin.tag(), pod, info, origin.unit());
    if (info != null && stages.config().kubernetes().podAnnotations()) {
      directives = stages.directives().read(info, pod.container());
    }
    String json = KubernetesObject.of(pod, info, stages.config().kubernetes());
    kubernetes = json.isEmpty() ? null : PreparedJson.of(json, stages.form());
    streams.clear();
  }
}
