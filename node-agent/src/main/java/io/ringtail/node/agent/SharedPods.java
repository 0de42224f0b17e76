package io.ringtail.node.agent;

import io.ringtail.node.config.KubernetesConfig;
import io.ringtail.node.kubernetes.PodCatalog;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import org.jspecify.annotations.Nullable;

/**
 * The pods of the node, asked for once however many sinks there are.
 *
 * <p>Threading: safe.
 */
final class SharedPods implements AutoCloseable {
  private final Notices notices;
  private final Clock clock;
  private @Nullable KubernetesConfig config;
  private @Nullable PodCatalog catalog;

  SharedPods(Notices notices, Clock clock) {
    this.notices = notices;
    this.clock = clock;
  }

  /**
   * The catalog for this configuration. An earlier one asks no more, and still knows what it knew.
   */
  synchronized PodCatalog of(KubernetesConfig wanted) {
    PodCatalog current = catalog;
    if (current == null || !wanted.equals(config)) {
      close();
      current = PodCatalog.start(wanted, notices, clock);
      catalog = current;
      config = wanted;
    }
    return current;
  }

  @Override
  public synchronized void close() {
    PodCatalog current = catalog;
    catalog = null;
    if (current != null) {
      current.close();
    }
  }
}
