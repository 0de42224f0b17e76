package io.ringtail.node.config;

import io.ringtail.config.MetadataMode;
import io.ringtail.config.Values;
import io.ringtail.metadata.Surroundings;
import io.ringtail.node.config.KubernetesConfig.From;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code kubernetes}. */
final class KubernetesReader {
  private static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
  private static final int KUBELET_PORT = 10250;

  private final Options options;
  private final Surroundings surroundings;

  KubernetesReader(Options options, Surroundings surroundings) {
    this.options = options;
    this.surroundings = surroundings;
  }

  KubernetesConfig read() {
    Section file = options.file();
    return new KubernetesConfig(
        file.value("from", Legal.oneOf(From.class), From.KUBELET),
        kubeletUrl(),
        options.find("NODE_NAME", "node-name", Legal::name),
        file.value("token-file", Legal::absolutePath, SERVICE_ACCOUNT.resolve("token")),
        file.value("ca-file", Legal::absolutePath, SERVICE_ACCOUNT.resolve("ca.crt")),
        file.value("verify-kubelet", Values::bool, true),
        options.get(
            "RINGTAIL_METADATA", "metadata", Legal.oneOf(MetadataMode.class), MetadataMode.FULL),
        file.value("labels", Values::bool, false),
        file.value("annotations", Values::bool, false),
        file.value("owner", Values::bool, false),
        file.value("namespace-labels", Values::bool, false),
        file.value("pod-annotations", Values::bool, true));
  }

  private @Nullable URI kubeletUrl() {
    URI url = options.find("RINGTAIL_KUBELET_URL", "kubelet-url", Legal::httpUrl);
    String host = surroundings.env("HOST_IP");
    if (url != null || host == null) {
      return url;
    }
    // An IPv6 address stands in brackets.
    String address = host.contains(":") && !host.startsWith("[") ? '[' + host + ']' : host;
    return options.environment().read("HOST_IP", text -> Legal.httpUrl(at(address)));
  }

  private static String at(String address) {
    return "https://" + address + ':' + KUBELET_PORT;
  }
}
