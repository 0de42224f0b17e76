package io.ringtail.node.kubernetes;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A pod whose description is being read, its parts in whatever order they come. */
final class PodDraft {
  private static final String CONFIG_HASH = "kubernetes.io/config.hash";

  private final Predicate<String> annotationsKept;
  private final Map<String, String> labels = new HashMap<>();
  private final Map<String, String> annotations = new HashMap<>();
  private final Map<String, PodInfo.Container> containers = new HashMap<>();

  @Nullable String namespace;
  @Nullable String name;
  @Nullable String uid;
  @Nullable String created;
  @Nullable String node;
  @Nullable String podIp;
  private @Nullable String configHash;
  private @Nullable String controllerKind;
  private @Nullable String controllerName;

  /**
   * @param annotationsKept the others are not remembered: they may be large
   */
  PodDraft(Predicate<String> annotationsKept) {
    this.annotationsKept = annotationsKept;
  }

  void label(String key, String value) {
    labels.put(key, value);
  }

  boolean wantsAnnotation(String key) {
    return key.equals(CONFIG_HASH) || annotationsKept.test(key);
  }

  /** One that is not wanted is ignored. */
  void annotation(String key, String value) {
    if (key.equals(CONFIG_HASH)) {
      configHash = value;
    }
    if (annotationsKept.test(key)) {
      annotations.put(key, value);
    }
  }

  void owner(@Nullable String kind, @Nullable String ownerName, boolean isController) {
    if (isController) {
      controllerKind = kind;
      controllerName = ownerName;
    }
  }

  /** What the spec or the status says of one container; the status knows better. */
  void container(
      @Nullable String container,
      @Nullable String image,
      @Nullable String imageId,
      @Nullable String containerId) {
    if (container == null) {
      return;
    }
    PodInfo.Container before = containers.get(container);
    String id = withoutScheme(containerId);
    if (before != null) {
      boolean isStatus = imageId != null || id != null;
      image = image == null || (!isStatus && before.image() != null) ? before.image() : image;
      imageId = imageId == null ? before.imageId() : imageId;
      id = id == null ? before.containerId() : id;
    }
    containers.put(container, new PodInfo.Container(container, image, imageId, id));
  }

  private static @Nullable String withoutScheme(@Nullable String containerId) {
    if (containerId == null) {
      return null;
    }
    int scheme = containerId.indexOf("://");
    return scheme < 0 ? containerId : containerId.substring(scheme + 3);
  }

  /**
   * @return null if it lacks what every pod has
   */
  @Nullable PodInfo finish() {
    if (namespace == null || name == null || uid == null) {
      return null;
    }
    Workload workload =
        controllerKind == null || controllerName == null
            ? null
            : Workload.of(controllerKind, controllerName, labels, created);
    return new PodInfo(
        namespace,
        name,
        uid,
        configHash == null ? uid : configHash,
        node,
        podIp,
        workload == null ? null : workload.kind(),
        workload == null ? null : workload.name(),
        labels,
        annotations,
        containers,
        Map.of());
  }
}
