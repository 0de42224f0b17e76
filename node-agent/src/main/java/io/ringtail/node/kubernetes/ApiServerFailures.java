package io.ringtail.node.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.net.URI;

/** Says what went wrong with the API server, and who can do what about it. */
final class ApiServerFailures {
  private ApiServerFailures() {}

  /**
   * @param what `pods` or `namespaces`
   */
  static void tell(Notices notices, URI server, Throwable e, String what) {
    int status = status(e);
    String reason;
    if (status == 401) {
      reason = "it does not accept our service account's token";
    } else if (status == 403) {
      reason =
          "the service account may not watch "
              + what
              + ". Its ClusterRole needs the rule {apiGroups: [\"\"], resources: [\""
              + what
              + "\"], verbs: [\"list\", \"watch\"]}";
    } else {
      reason = deepest(e);
    }
    notices.tell(
        Weight.WARNING,
        "apiserver." + what + "." + status,
        "the API server at "
            + server
            + " gives no "
            + what
            + (status > 0 ? " (" + status + "): " : ": ")
            + reason
            + ". Until then, records carry what was known before"
            + (what.equals("pods")
                ? ", and namespace, pod and container as the log's path tells them"
                : "")
            + "; nothing is held back. It is tried again at least twice a minute.");
  }

  private static int status(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof KubernetesClientException answered && answered.getCode() > 0) {
        return answered.getCode();
      }
    }
    return 0;
  }

  private static String deepest(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
  }
}
