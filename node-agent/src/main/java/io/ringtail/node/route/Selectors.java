package io.ringtail.node.route;

import io.ringtail.node.config.Glob;
import io.ringtail.node.config.Selector;
import io.ringtail.node.entry.Origin;
import io.ringtail.node.entry.StdStream;
import io.ringtail.node.kubernetes.PodInfo;
import io.ringtail.node.kubernetes.PodRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides which entries a transform or a route is for. */
public final class Selectors {
  private Selectors() {}

  /**
   * Whether all that is set in {@code selector} matches. What is not known matches nothing: not the
   * namespace of a host's file, nor the labels of a pod that kubelet has not told yet.
   */
  public static boolean matches(Selector selector, Origin origin, StdStream stream) {
    PodRef pod = origin.pod();
    return matches(selector.sources(), origin.source())
        && matches(selector.namespaces(), pod == null ? null : pod.namespace())
        && matches(selector.pods(), pod == null ? null : pod.pod())
        && matches(selector.containers(), pod == null ? null : pod.container())
        && matches(selector.streams(), stream == StdStream.NONE ? null : stream.label())
        && matchesLabels(selector.labels(), origin.info());
  }

  private static boolean matches(List<String> globs, @Nullable String name) {
    if (globs.isEmpty()) {
      return true;
    }
    if (name == null) {
      return false;
    }
    for (String glob : globs) {
      if (Glob.matches(glob, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matchesLabels(Map<String, String> wanted, @Nullable PodInfo info) {
    for (Map.Entry<String, String> label : wanted.entrySet()) {
      String value = info == null ? null : info.labels().get(label.getKey());
      if (value == null || !Glob.matches(label.getValue(), value)) {
        return false;
      }
    }
    return true;
  }
}
