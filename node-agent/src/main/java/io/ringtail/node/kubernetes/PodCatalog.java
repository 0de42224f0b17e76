package io.ringtail.node.kubernetes;

import io.ringtail.node.config.KubernetesConfig;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pods of the node, as kubelet or the API server describes them.
 *
 * <p>Whatever happens to those, {@link #find} answers at once with what is known. Pods that are
 * gone are remembered for 10 minutes, and after that for as long as somebody holds the {@link
 * PodInfo} that was found: as long as their log is read.
 *
 * <p>Threading: any.
 */
public final class PodCatalog implements AutoCloseable {
  private final PodStore store;
  private final List<PodFeed> feeds;
  private volatile boolean awaitedInVain;

  PodCatalog(PodStore store, List<PodFeed> feeds) {
    this.store = store;
    this.feeds = List.copyOf(feeds);
    this.feeds.forEach(PodFeed::start);
  }

  /**
   * Begins to ask whom {@code config} names. Returns at once; what cannot work is told, and leaves
   * a catalog that knows less, or nothing.
   *
   * @param notices tells each problem once, by its key
   */
  public static PodCatalog start(KubernetesConfig config, Notices notices, Clock clock) {
    PodStore store = new PodStore(clock);
    return new PodCatalog(store, PodFeeds.of(config, System.getenv(), store, notices, clock));
  }

  /**
   * What is known of the pod that wrote a log, now. If that is not enough, whoever can be asked is
   * asked, and {@link #version} grows when there is an answer.
   *
   * @param pod what the log's path says
   * @return null if the pod is not known, or not yet; who has found it before keeps what he found
   */
  public @Nullable PodInfo find(PodRef pod) {
    PodInfo info = store.find(pod);
    if (info == null || !info.describes(pod)) {
      for (PodFeed feed : feeds) {
        feed.wanted(pod);
      }
    }
    return info;
  }

  /** Grows when {@link #find} may find more, or something else, than before: look again. */
  public long version() {
    return store.version();
  }

  /**
   * Waits until the pods of the node are known, so that the first lines can have their metadata.
   *
   * @return whether they are; false: go on without, they will come
   */
  public boolean awaitFirst(long timeoutMillis) throws InterruptedException {
    boolean known = feeds.isEmpty() || store.awaitFilled(timeoutMillis);
    awaitedInVain = !known;
    return known;
  }

  /**
   * Whether a pod that is not known may become so in a moment: not where nobody can be asked, and
   * not while nobody answers who has been waited for already.
   */
  public boolean expectsAnswers() {
    return !feeds.isEmpty() && (!awaitedInVain || store.isFilled());
  }

  /** Asks no more. What is known can still be found. */
  @Override
  public void close() {
    feeds.forEach(PodFeed::close);
  }
}
