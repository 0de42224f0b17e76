package io.ringtail.node.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Pods as kubelet lists them, with much of what we do not look at: volumes, environments, probes,
 * tolerations, conditions, managed fields.
 */
public final class PodListJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode list = JSON.createObjectNode();
  private final ArrayNode items;

  public PodListJson() {
    list.put("kind", "PodList").put("apiVersion", "v1");
    list.putObject("metadata");
    items = list.putArray("items");
  }

  public static PodListJson of(PodJson... pods) {
    PodListJson list = new PodListJson();
    List.of(pods).forEach(list::add);
    return list;
  }

  public PodListJson add(PodJson pod) {
    items.add(pod.node);
    return this;
  }

  String text() {
    return list.toString();
  }

  /** One pod, to which a test may add. */
  public static final class PodJson {
    final ObjectNode node = JSON.createObjectNode();
    private final ObjectNode metadata = node.putObject("metadata");
    private final ObjectNode spec = node.putObject("spec");
    private final ObjectNode status = node.putObject("status");

    public PodJson(String namespace, String name, String uid) {
      metadata.put("name", name).put("generateName", name + "-").put("namespace", namespace);
      metadata.put("uid", uid).put("resourceVersion", "4711");
      metadata.put("creationTimestamp", "2026-11-20T21:00:05Z");
      ObjectNode managed = metadata.putArray("managedFields").addObject();
      managed.put("manager", "kube-controller-manager").put("operation", "Update");
      managed.putObject("fieldsV1").putObject("f:metadata").putObject("f:labels").putObject(".");
      ObjectNode volume = spec.putArray("volumes").addObject();
      volume.put("name", "kube-api-access-x").putObject("projected").put("defaultMode", 420);
      spec.put("nodeName", "node-1").put("restartPolicy", "Always");
      spec.putArray("tolerations").addObject().put("operator", "Exists");
      status.put("phase", "Running").put("podIP", "10.1.2.3");
      status.putArray("podIPs").addObject().put("ip", "10.1.2.3");
      status.putArray("conditions").addObject().put("type", "Ready").put("status", "True");
    }

    public PodJson labels(Map<String, String> labels) {
      labels.forEach(metadata.withObject("labels")::put);
      return this;
    }

    public PodJson annotations(Map<String, String> annotations) {
      annotations.forEach(metadata.withObject("annotations")::put);
      return this;
    }

    public PodJson owner(String kind, String owner, boolean isController) {
      metadata
          .withArray("ownerReferences")
          .addObject()
          .put("apiVersion", "apps/v1")
          .put("kind", kind)
          .put("name", owner)
          .put("uid", "0-0")
          .put("controller", isController);
      return this;
    }

    /**
     * @param kind `containers`, `initContainers` or `ephemeralContainers`
     */
    PodJson container(String kind, String name, String image) {
      ObjectNode container = spec.withArray(kind).addObject();
      container.put("name", name).put("image", image);
      container.putArray("env").addObject().put("name", "image").put("value", "not-the-image");
      container.putObject("livenessProbe").putObject("httpGet").put("path", "/name");
      return this;
    }

    /**
     * @param kind `containerStatuses` and so on
     */
    PodJson status(String kind, String name, String image, String imageId, String containerId) {
      ObjectNode one = status.withArray(kind).addObject();
      one.put("name", name);
      one.putObject("state").putObject("running").put("startedAt", "2026-11-20T21:00:07Z");
      one.putObject("lastState").putObject("terminated").put("containerID", "containerd://before");
      one.put("ready", true).put("restartCount", 1);
      one.put("image", image).put("imageID", imageId).put("containerID", containerId);
      return this;
    }

    /** A container that runs. */
    public PodJson running(String name, String image, String containerId) {
      return container("containers", name, image)
          .status(
              "containerStatuses",
              name,
              "docker.io/library/" + image,
              "docker.io/library/" + name + "@sha256:" + "5".repeat(64),
              "containerd://" + containerId);
    }

    /** As kubelet itself reads it from a file: its uid is the hash. */
    static PodJson fromManifest(String name, String hash) {
      return new PodJson("kube-system", name, hash)
          .annotations(
              Map.of("kubernetes.io/config.hash", hash, "kubernetes.io/config.source", "file"))
          .owner("Node", "node-1", true);
    }

    /** The same as the API server knows it: with a uid of its own. */
    static PodJson mirror(String name, String hash, String uid) {
      return new PodJson("kube-system", name, uid)
          .annotations(
              Map.of("kubernetes.io/config.hash", hash, "kubernetes.io/config.mirror", hash))
          .owner("Node", "node-1", true);
    }
  }
}
