package io.ringtail.node.kubernetes;

import io.ringtail.telemetry.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The pods of the node, by uid and by name; those that are gone too, for a while.
 *
 * <p>Threading: {@link #find} takes no lock; changes exclude each other.
 */
final class PodStore {
  /** Longer than a log of kubelet's outlives its pod, as a rule. */
  static final long GONE_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** A node has 110 pods by default, so this is many lives of each. */
  static final int MAX_GONE = 2_000;

  private final Clock clock;
  private final AtomicLong version = new AtomicLong();
  private final CountDownLatch filled = new CountDownLatch(1);

  /** By uid, and by the uid of the log directory where that is another one. */
  private final Map<String, KnownPod> byUid = new ConcurrentHashMap<>();

  private final Map<PodName, KnownPod> byName = new ConcurrentHashMap<>();

  /** By uid, under this object's lock. */
  private final Map<String, KnownPod> present = new HashMap<>();

  /** Those that are kept still, the longest gone first; by uid, under this object's lock. */
  private final LinkedHashMap<String, KnownPod> gone = new LinkedHashMap<>();

  /** Under this object's lock. */
  private final Map<String, Map<String, String>> namespaceLabels = new HashMap<>();

  PodStore(Clock clock) {
    this.clock = clock;
  }

  @Nullable PodInfo find(PodRef pod) {
    String uid = pod.uid();
    if (uid != null) {
      KnownPod known = byUid.get(uid);
      PodInfo info = known == null ? null : known.info();
      if (info != null) {
        return info;
      }
    }
    KnownPod known = byName.get(new PodName(pod.namespace(), pod.pod()));
    PodInfo info = known == null ? null : known.info();
    // One of the same name, but of another uid or with another container, is the pod's successor,
    // or its predecessor.
    boolean same = info != null && (uid == null ? hasContainer(info, pod) : isOrWas(info, uid));
    return same ? info : null;
  }

  /** Whether it may be the pod that a log is of that does not say its uid. */
  private static boolean hasContainer(PodInfo info, PodRef pod) {
    PodInfo.Container container = info.containers().get(pod.container());
    String id = container == null ? null : container.containerId();
    return pod.containerId() == null || pod.containerId().equals(id);
  }

  private static boolean isOrWas(PodInfo info, String uid) {
    return info.uid().equals(uid) || info.logUid().equals(uid);
  }

  /** Grows whenever {@link #find} may answer otherwise than before. */
  long version() {
    return version.get();
  }

  /** The pods were listed for the first time. */
  void filled() {
    filled.countDown();
  }

  boolean isFilled() {
    return filled.getCount() == 0;
  }

  boolean awaitFilled(long timeoutMillis) throws InterruptedException {
    return filled.await(timeoutMillis, TimeUnit.MILLISECONDS);
  }

  /** These are all pods on the node now. */
  synchronized void replaceAll(Collection<PodInfo> pods) {
    Set<String> listed = new HashSet<>();
    boolean changed = false;
    for (PodInfo pod : pods) {
      listed.add(pod.uid());
      changed |= set(pod);
    }
    List<String> missing = new ArrayList<>(present.keySet());
    missing.removeAll(listed);
    missing.forEach(this::leave);
    sweep();
    changed(changed);
  }

  synchronized void put(PodInfo pod) {
    boolean changed = set(pod);
    sweep();
    changed(changed);
  }

  /** The pod has left the node; unknown uids are ignored. */
  synchronized void remove(String uid) {
    leave(uid);
    sweep();
  }

  synchronized void putNamespace(String namespace, Map<String, String> labels) {
    namespaceLabels.put(namespace, Map.copyOf(labels));
    boolean changed = label(present.values(), namespace, labels);
    changed |= label(gone.values(), namespace, labels);
    changed(changed);
  }

  private static boolean label(
      Collection<KnownPod> pods, String namespace, Map<String, String> labels) {
    boolean changed = false;
    for (KnownPod known : pods) {
      PodInfo info = known.info();
      if (info != null
          && info.namespace().equals(namespace)
          && !info.namespaceLabels().equals(labels)) {
        known.keep(info.withNamespaceLabels(labels));
        changed = true;
      }
    }
    return changed;
  }

  /** Its pods, gone as they are, keep what they had. */
  synchronized void removeNamespace(String namespace) {
    namespaceLabels.remove(namespace);
  }

  /** Pods that are held here, gone ones too. */
  synchronized int size() {
    return present.size() + gone.size();
  }

  private boolean set(PodInfo listed) {
    Map<String, String> labels = namespaceLabels.get(listed.namespace());
    PodInfo pod = labels == null ? listed : listed.withNamespaceLabels(labels);
    KnownPod known = present.get(pod.uid());
    if (known == null) {
      known = gone.remove(pod.uid());
    }
    boolean same = known != null && pod.equals(known.info());
    if (known == null) {
      known = new KnownPod(pod);
    } else if (!same) {
      known.keep(pod);
    }
    present.put(pod.uid(), known);
    byUid.put(pod.uid(), known);
    byUid.put(pod.logUid(), known);
    byName.put(PodName.of(pod), known);
    return !same;
  }

  private void leave(String uid) {
    KnownPod known = present.remove(uid);
    if (known != null) {
      known.goneSince(clock.nanoTime());
      gone.put(uid, known);
    }
  }

  private void sweep() {
    long now = clock.nanoTime();
    Iterator<KnownPod> longestGone = gone.values().iterator();
    int tooMany = gone.size() - MAX_GONE;
    while (longestGone.hasNext()) {
      KnownPod known = longestGone.next();
      if (tooMany-- <= 0 && now - known.goneSinceNanos() < GONE_NANOS) {
        break;
      }
      known.letGo();
      longestGone.remove();
    }
    // Of those let go, the ones that nobody holds any more.
    byUid.values().removeIf(known -> known.info() == null);
    byName.values().removeIf(known -> known.info() == null);
  }

  private void changed(boolean changed) {
    if (changed) {
      version.incrementAndGet();
    }
  }
}
