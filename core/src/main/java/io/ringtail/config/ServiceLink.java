package io.ringtail.config;

import java.util.regex.Pattern;

/**
 * The variables that Kubernetes gives every container for every Service of its namespace; for one
 * called {@code ringtail-console} they begin with RINGTAIL_ and are no typing errors. See
 * pkg/kubelet/envvars in Kubernetes.
 */
final class ServiceLink {

  private static final Pattern NAME =
      Pattern.compile(
          ".*_SERVICE_HOST|.*_SERVICE_PORT(_.+)?|.*_PORT_\\d+_(TCP|UDP|SCTP)(_(ADDR|PORT|PROTO))?");

  private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

  private ServiceLink() {}

  static boolean matches(String name, String value) {
    // A bare _PORT says too little: RINGTAIL_HTTP_PORT=2020 is somebody's mistake.
    return NAME.matcher(name).matches()
        || (name.endsWith("_PORT") && ADDRESS.matcher(value).matches());
  }
}
