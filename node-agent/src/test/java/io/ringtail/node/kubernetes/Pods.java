package io.ringtail.node.kubernetes;

import io.ringtail.config.MetadataMode;
import io.ringtail.node.config.KubernetesConfig;
import io.ringtail.node.config.KubernetesConfig.From;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that the tests begin with. */
final class Pods {
  static final KubernetesConfig CONFIG = config(Path.of("/nowhere/token"));

  private Pods() {}

  static KubernetesConfig config(Path token) {
    return new KubernetesConfig(
        From.KUBELET,
        null,
        "node-1",
        token,
        Path.of("/nowhere/ca.crt"),
        false,
        MetadataMode.FULL,
        true,
        true,
        true,
        true,
        true);
  }

  static PodInfo info(String name, String uid) {
    return info(name, uid, Map.of());
  }

  static PodInfo info(String name, String uid, Map<String, String> annotations) {
    return new PodInfo(
        "shop",
        name,
        uid,
        uid,
        "node-1",
        "10.1.2.3",
        "Deployment",
        "cart",
        Map.of("app", "cart"),
        annotations,
        Map.of("app", new PodInfo.Container("app", "cart:1", "cart@sha256:11", id(uid))),
        Map.of());
  }

  static PodRef ref(String name, @Nullable String uid) {
    return new PodRef("shop", name, uid, "app", uid == null ? null : id(uid));
  }

  /** Of the container of the pod with that uid. */
  static String id(String uid) {
    String hex = Integer.toHexString(uid.hashCode());
    return hex + "0".repeat(64 - hex.length());
  }
}
