package io.ringtail.node.kubernetes;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pod belongs to, as people call it: not the ReplicaSet, but its Deployment.
 *
 * <p>Told from the pod's own object, with no further question:
 *
 * <ul>
 *   <li>a ReplicaSet whose name ends with the value of the pod's label `pod-template-hash` is one
 *       of a Deployment's;
 *   <li>a Job whose name ends with a number that, as minutes since 1970, is at most a week before
 *       the pod was made is one of a CronJob's; a date in a name, `import-20261120`, is not;
 *   <li>any other controller is told as it is.
 * </ul>
 *
 * @param kind `Deployment`, say
 * @param name its name, in the pod's namespace
 */
record Workload(String kind, String name) {
  private static final String TEMPLATE_HASH = "pod-template-hash";
  private static final long LONGEST_RETRY_MINUTES = 7 * 24 * 60;

  /**
   * @param kind of the owner that controls the pod
   * @param created the pod's creationTimestamp
   */
  static Workload of(
      String kind, String name, Map<String, String> podLabels, @Nullable String created) {
    int dash = name.lastIndexOf('-');
    if (dash > 0) {
      String base = name.substring(0, dash);
      String suffix = name.substring(dash + 1);
      if (kind.equals("ReplicaSet") && suffix.equals(podLabels.get(TEMPLATE_HASH))) {
        return new Workload("Deployment", base);
      }
      if (kind.equals("Job") && isScheduledMinute(suffix, created)) {
        return new Workload("CronJob", base);
      }
    }
    return new Workload(kind, name);
  }

  private static boolean isScheduledMinute(String suffix, @Nullable String created) {
    if (created == null) {
      return false;
    }
    try {
      long createdMinute = Instant.parse(created).getEpochSecond() / 60;
      long minute = Long.parseLong(suffix);
      return minute <= createdMinute + 1 && minute >= createdMinute - LONGEST_RETRY_MINUTES;
    } catch (DateTimeParseException | NumberFormatException e) {
      return false;
    }
  }
}
