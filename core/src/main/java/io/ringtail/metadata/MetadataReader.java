package io.ringtail.metadata;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link PodMetadata} from the Downward API's variables and, where these are missing, from
 * what Kubernetes leaves in every container. It reads a handful of files, asks no network, and
 * never throws: what cannot be read is absent.
 */
public final class MetadataReader {

  private static final String SERVICE_ACCOUNT_NAMESPACE =
      "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

  private final Surroundings surroundings;

  private MetadataReader(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Reads everything there is.
   *
   * @param podinfoDir where a Downward API volume with {@code labels} and {@code annotations} is
   *     mounted; need not exist
   */
  public static PodMetadata read(Surroundings surroundings, Path podinfoDir) {
    return new MetadataReader(surroundings).read(podinfoDir);
  }

  private PodMetadata read(Path podinfoDir) {
    boolean inKubernetes = inKubernetes();
    ContainerTraces traces =
        ContainerTraces.of(
            SmallFile.text(surroundings.file("/proc/self/mountinfo")),
            SmallFile.text(surroundings.file("/proc/self/cgroup")));
    String host = surroundings.hostname();
    Podinfo podinfo = Podinfo.read(podinfoDir);
    return new PodMetadata(
        namespace(),
        pod(inKubernetes, host),
        either("POD_UID", traces.podUid()),
        env("POD_IP"),
        env("NODE_NAME"),
        host,
        either("CONTAINER_NAME", traces.container()),
        traces.containerId(inKubernetes),
        env("CONTAINER_IMAGE"),
        env("CLUSTER_NAME"),
        podinfo.labels(),
        podinfo.annotations(),
        inKubernetes);
  }

  private boolean inKubernetes() {
    return env("KUBERNETES_SERVICE_HOST") != null
        || env("POD_NAME") != null
        || env("POD_NAMESPACE") != null
        || SmallFile.isRegular(surroundings.file(SERVICE_ACCOUNT_NAMESPACE));
  }

  private @Nullable String namespace() {
    String given = env("POD_NAMESPACE");
    return given != null
        ? given
        : SmallFile.firstLine(surroundings.file(SERVICE_ACCOUNT_NAMESPACE));
  }

  private @Nullable String pod(boolean inKubernetes, @Nullable String host) {
    String given = env("POD_NAME");
    if (given != null || !inKubernetes || host == null) {
      return given;
    }
    // With hostNetwork the hostname is the node's.
    return host.equals(env("NODE_NAME")) ? null : host;
  }

  private @Nullable String either(String variable, @Nullable String otherwise) {
    String given = env(variable);
    return given != null ? given : otherwise;
  }

  private @Nullable String env(String name) {
    return surroundings.env(name);
  }
}
