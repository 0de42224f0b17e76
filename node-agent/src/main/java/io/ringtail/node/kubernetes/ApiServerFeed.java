package io.ringtail.node.kubernetes;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.ringtail.node.config.KubernetesConfig;
import io.ringtail.sink.RingtailThread;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the store filled by watches of the API server: one for the pods of the node, by a field
 * selector, and on request one for namespaces. Fabric8's informers list, watch, and list again
 * where the watch has become too old; all that they call us with runs on one thread of ours.
 */
final class ApiServerFeed implements PodFeed {
  /** Fabric8 may look into what it keeps again, but there is nothing to be learnt from that. */
  private static final long NO_RESYNC = 0;

  private final KubernetesConfig config;
  private final URI server;
  private final boolean watchesPods;
  private final boolean watchesNamespaces;
  private final PodStore store;
  private final Notices notices;
  private final Predicate<String> annotationsKept;
  private final ExecutorService executor;

  /** Under this object's lock. */
  private @Nullable KubernetesClient client;

  /** Under this object's lock. */
  private boolean isClosed;

  ApiServerFeed(
      KubernetesConfig config,
      URI server,
      boolean watchesPods,
      boolean watchesNamespaces,
      PodStore store,
      Notices notices) {
    this.config = config;
    this.server = server;
    this.watchesPods = watchesPods;
    this.watchesNamespaces = watchesNamespaces;
    this.store = store;
    this.notices = notices;
    this.annotationsKept = PodFeeds.annotationsKept(config);
    this.executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> new RingtailThread("api-server", work),
            // After the end, nothing that it still has to say matters.
            new ThreadPoolExecutor.DiscardPolicy());
  }

  @Override
  public void start() {
    // Loading a client takes a second of a small node's time.
    executor.execute(
        () -> {
          try {
            connect();
          } catch (RuntimeException | LinkageError e) {
            notices.tell(
                Weight.WARNING,
                "apiserver.client",
                "the API server cannot be asked, the client for it does not start: "
                    + e
                    + ". Records carry namespace, pod and container as the log's path tells them.");
          }
        });
  }

  private synchronized void connect() {
    if (isClosed) {
      return;
    }
    client = ApiServerClient.connect(server, config, executor);
    if (watchesPods && config.nodeName() != null) {
      watchPods(client, config.nodeName());
    }
    if (watchesNamespaces) {
      watchNamespaces(client);
    }
  }

  private void watchPods(KubernetesClient from, String node) {
    SharedIndexInformer<Pod> pods =
        from.pods()
            .inAnyNamespace()
            .withField("spec.nodeName", node)
            .runnableInformer(NO_RESYNC)
            .itemStore(new NamesOnly<>(Pod::new))
            .exceptionHandler((isStarted, e) -> retryAfter(e, "pods"))
            .addEventHandler(
                new Changes<Pod>() {
                  @Override
                  void changed(Pod pod) {
                    PodInfo info = PodObjects.read(pod, annotationsKept);
                    if (info != null) {
                      store.put(info);
                    }
                  }

                  @Override
                  void gone(Pod pod) {
                    store.remove(pod.getMetadata().getUid());
                  }
                });
    pods.start()
        .whenCompleteAsync(
            (done, e) -> {
              if (e == null) {
                store.filled();
              }
            },
            executor);
  }

  private void watchNamespaces(KubernetesClient from) {
    SharedIndexInformer<Namespace> namespaces =
        from.namespaces()
            .runnableInformer(NO_RESYNC)
            .itemStore(new NamesOnly<>(Namespace::new))
            .exceptionHandler((isStarted, e) -> retryAfter(e, "namespaces"))
            .addEventHandler(
                new Changes<Namespace>() {
                  @Override
                  void changed(Namespace namespace) {
                    Map<String, String> labels = namespace.getMetadata().getLabels();
                    store.putNamespace(
                        namespace.getMetadata().getName(), labels == null ? Map.of() : labels);
                  }

                  @Override
                  void gone(Namespace namespace) {
                    store.removeNamespace(namespace.getMetadata().getName());
                  }
                });
    namespaces.start();
  }

  /** Fabric8 asks on a thread of its own; it pauses for 1 s to 32 s before it tries again. */
  private boolean retryAfter(Throwable e, String what) {
    try {
      ApiServerFailures.tell(notices, server, e, what);
    } catch (RuntimeException told) {
      // To tell it must not be what ends the watch.
    }
    return true;
  }

  @Override
  public void close() {
    KubernetesClient closing;
    synchronized (this) {
      isClosed = true;
      closing = client;
      client = null;
    }
    if (closing != null) {
      try {
        closing.close();
      } catch (RejectedExecutionException e) {
        // It is over either way.
      }
    }
    executor.shutdownNow();
  }

  /** Two of three events are the same to us. */
  private abstract static class Changes<T> implements ResourceEventHandler<T> {
    abstract void changed(T object);

    abstract void gone(T object);

    @Override
    public final void onAdd(T object) {
      changed(object);
    }

    @Override
    public final void onUpdate(T before, T object) {
      changed(object);
    }

    @Override
    public final void onDelete(T object, boolean isLastStateUnknown) {
      gone(object);
    }
  }
}
