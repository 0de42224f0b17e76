package io.ringtail.node.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes from fabric8's pods what {@link PodListReader} takes from kubelet's. */
final class PodObjects {
  private PodObjects() {}

  /**
   * @return null if it lacks what every pod has
   */
  static @Nullable PodInfo read(Pod pod, Predicate<String> annotationsKept) {
    PodDraft draft = new PodDraft(annotationsKept);
    ObjectMeta metadata = pod.getMetadata();
    draft.namespace = metadata.getNamespace();
    draft.name = metadata.getName();
    draft.uid = metadata.getUid();
    draft.created = metadata.getCreationTimestamp();
    orEmpty(metadata.getLabels()).forEach(draft::label);
    orEmpty(metadata.getAnnotations()).forEach(draft::annotation);
    for (OwnerReference owner : orEmpty(metadata.getOwnerReferences())) {
      draft.owner(owner.getKind(), owner.getName(), Boolean.TRUE.equals(owner.getController()));
    }
    PodSpec spec = pod.getSpec();
    if (spec != null) {
      draft.node = spec.getNodeName();
      orEmpty(spec.getContainers())
          .forEach(one -> draft.container(one.getName(), one.getImage(), null, null));
      orEmpty(spec.getInitContainers())
          .forEach(one -> draft.container(one.getName(), one.getImage(), null, null));
      orEmpty(spec.getEphemeralContainers())
          .forEach(one -> draft.container(one.getName(), one.getImage(), null, null));
    }
    PodStatus status = pod.getStatus();
    if (status != null) {
      draft.podIp = status.getPodIP();
      readStatuses(status.getContainerStatuses(), draft);
      readStatuses(status.getInitContainerStatuses(), draft);
      readStatuses(status.getEphemeralContainerStatuses(), draft);
    }
    return draft.finish();
  }

  private static void readStatuses(@Nullable List<ContainerStatus> statuses, PodDraft draft) {
    for (ContainerStatus one : orEmpty(statuses)) {
      draft.container(
          one.getName(),
          textOrNull(one.getImage()),
          textOrNull(one.getImageID()),
          textOrNull(one.getContainerID()));
    }
  }

  private static @Nullable String textOrNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }
}
