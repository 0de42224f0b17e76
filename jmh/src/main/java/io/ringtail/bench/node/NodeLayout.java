package io.ringtail.bench.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A node's log directory, with the names and links that kubelet makes.
 *
 * @param root what is /var/log on a node
 */
record NodeLayout(Path root) {
  private static final String NAMESPACE = "shop";
  private static final String CONTAINER = "app";

  static NodeLayout create(Path root) throws IOException {
    Files.createDirectories(root.resolve("containers"));
    Files.createDirectories(root.resolve("pods"));
    return new NodeLayout(root);
  }

  /** Makes the directory and the link of pod {@code index}; its file is not there yet. */
  Path addPod(int index) throws IOException {
    Path directory =
        root.resolve("pods")
            .resolve(NAMESPACE + '_' + pod(index) + '_' + uid(index))
            .resolve(CONTAINER);
    Files.createDirectories(directory);
    Path file = directory.resolve("0.log");
    Path link =
        root.resolve("containers")
            .resolve(
                pod(index) + '_' + NAMESPACE + '_' + CONTAINER + '-' + containerId(index) + ".log");
    Files.createSymbolicLink(link, file);
    return file;
  }

  /** What kubelet would answer about so many pods. */
  static String podList(int pods) {
    StringBuilder json =
        new StringBuilder("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[");
    for (int i = 0; i < pods; i++) {
      json.append(i == 0 ? "" : ",").append(podJson(i));
    }
    return json.append("]}").toString();
  }

  private static String podJson(int index) {
    return """
        {"metadata":{"name":"%s","namespace":"%s","uid":"%s","labels":{"app":"cart",\
        "pod-template-hash":"6f8d9c7b5d","app.kubernetes.io/name":"cart","team":"checkout"},\
        "annotations":{"kubernetes.io/config.seen":"2026-11-20T21:59:00Z",\
        "prometheus.io/scrape":"true","prometheus.io/port":"8080"}},\
        "spec":{"nodeName":"ip-10-0-1-17.eu-west-1.compute.internal","containers":[{"name":"%s",\
        "image":"123456789012.dkr.ecr.eu-west-1.amazonaws.com/cart:1.4.2"}]},\
        "status":{"podIP":"10.0.1.%d","containerStatuses":[{"name":"%s",\
        "image":"123456789012.dkr.ecr.eu-west-1.amazonaws.com/cart:1.4.2",\
        "imageID":"123456789012.dkr.ecr.eu-west-1.amazonaws.com/cart@sha256:%s",\
        "containerID":"containerd://%s"}]}}"""
        .formatted(
            pod(index),
            NAMESPACE,
            uid(index),
            CONTAINER,
            index % 250 + 1,
            CONTAINER,
            "ab".repeat(32),
            containerId(index));
  }

  private static String pod(int index) {
    return "cart-6f8d9c7b5d-" + String.format("%05d", index);
  }

  private static String uid(int index) {
    return String.format("%08d-0000-4000-8000-000000000001", index);
  }

  private static String containerId(int index) {
    return String.format("%064x", index + 1);
  }
}
