package io.ringtail.node.kubernetes;

import io.ringtail.node.kubernetes.KubeletAnswer.Failure;
import java.net.URI;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says what went wrong with kubelet, and who can do what about it. */
final class KubeletFailures {
  private KubeletFailures() {}

  static Failure ofStatus(URI url, int status, @Nullable String location, ServiceAccount account) {
    String answered = "kubelet at " + url + " answers " + status;
    if (status == 401) {
      String token =
          account.token() == null
              ? "there is no token to be read from " + account.tokenFile()
              : "it does not accept the token in " + account.tokenFile();
      return new Failure(
          "kubelet.401",
          answered
              + ": "
              + token
              + ". A service account's token is needed, and a kubelet with webhook authentication"
              + " (authentication.webhook.enabled: true)");
    }
    if (status == 403) {
      return new Failure(
          "kubelet.403",
          answered
              + ": the service account may not read the pods of its node. Its ClusterRole needs the"
              + " rule {apiGroups: [\"\"], resources: [\"nodes/proxy\"], verbs: [\"get\"]}; from"
              + " Kubernetes 1.33 on, where kubelet authorizes finely, [\"nodes/pods\"] is enough");
    }
    if (status >= 300 && status < 400) {
      return new Failure(
          "kubelet.redirect",
          answered
              + ", a redirection to "
              + location
              + ". It is not followed, since the token would go along; RINGTAIL_KUBELET_URL should"
              + " name the kubelet of this node itself");
    }
    return new Failure("kubelet." + status, answered + " instead of 200");
  }

  static Failure ofTls(URI url, SSLException e, KubeletTrust trust) {
    return new Failure(
        "kubelet.tls",
        "kubelet at "
            + url
            + " is not trusted: "
            + e.getMessage()
            + (trust.isVerifying()
                ? ". Many kubelets sign their certificate themselves; either have it signed by the"
                    + " cluster (serverTLSBootstrap: true), or set verify-kubelet: false"
                : ""));
  }

  static Failure ofTimeout(URI url, Exception e) {
    return new Failure(
        "kubelet.timeout", "kubelet at " + url + " does not answer in time: " + e.getMessage());
  }

  static Failure ofContent(URI url, Exception e) {
    return new Failure(
        "kubelet.content",
        "kubelet at " + url + " does not answer with a list of pods: " + firstLine(e));
  }

  static Failure ofConnection(URI url, Exception e) {
    return new Failure("kubelet.away", "kubelet at " + url + " cannot be asked: " + firstLine(e));
  }

  /** Of a message of Jackson, which goes on with where in its source it was. */
  private static String firstLine(Exception e) {
    String message = e.getMessage();
    if (message == null) {
      return e.getClass().getSimpleName();
    }
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
