package io.ringtail.node.kubernetes;

import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells of annotations that mean nothing: each once for a workload, however many pods it has. The
 * number is bounded, since anybody who may make pods could make us talk.
 */
final class DirectiveNotices {
  static final int MAX_TOLD = 64;

  private final Notices notices;
  private final Set<String> told = new HashSet<>();

  DirectiveNotices(Notices notices) {
    this.notices = notices;
  }

  void illegal(PodInfo pod, String key, String value, String legal) {
    tell(
        pod,
        key + "=" + value,
        "annotation "
            + key
            + ": \""
            + shortened(value)
            + "\" of pod "
            + names(pod)
            + " is ignored. Legal is "
            + legal
            + ".");
  }

  void unknown(PodInfo pod, String key) {
    tell(
        pod,
        key,
        "annotation "
            + key
            + " of pod "
            + names(pod)
            + " is not known and does nothing. Known are"
            + " ringtail.io/exclude[_stdout|_stderr][-CONTAINER],"
            + " ringtail.io/parser[_stdout|_stderr][-CONTAINER], ringtail.io/multiline[-CONTAINER],"
            + " ringtail.io/rate-limit[-CONTAINER], ringtail.io/sample[-CONTAINER] and"
            + " ringtail.io/redact[-CONTAINER].");
  }

  private void tell(PodInfo pod, String problem, String text) {
    String workload =
        pod.ownerName() == null ? pod.name() : pod.ownerKind() + "/" + pod.ownerName();
    String key = "annotation." + pod.namespace() + "/" + workload + "." + problem;
    if (told.size() >= MAX_TOLD || !told.add(key)) {
      return;
    }
    boolean isLast = told.size() == MAX_TOLD;
    notices.tell(
        Weight.WARNING, key, text + (isLast ? " Further annotations are not told of." : ""));
  }

  private static String names(PodInfo pod) {
    return pod.namespace() + "/" + pod.name();
  }

  private static String shortened(String value) {
    return value.length() <= 100 ? value : value.substring(0, 100) + "...";
  }
}
