package io.ringtail.node.kubernetes;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads who wrote a log from where it lies. Names of pods may have dots and dashes, but nothing in
 * Kubernetes has an underscore in its name: that is what the parts are separated by.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime">kubelet:
 *     kuberuntime/helpers.go, kuberuntime/legacy.go, logs/container_log_manager.go</a>
 */
public final class PodPaths {
  /** In /var/log/containers. */
  private static final Pattern LINK =
      Pattern.compile("([^_/]+)_([^_/]+)_([^_/]+)-([0-9a-f]{64})\\.log");

  /** In /var/log/pods. */
  private static final Pattern POD_DIRECTORY = Pattern.compile("([^_/]+)_([^_/]+)_([^_/]+)");

  /** The container's n-th start; rotated, on the way to be compressed, compressed. */
  private static final Pattern LOG_FILE =
      Pattern.compile("[0-9]+\\.log(\\.[0-9]{8}-[0-9]{6}(\\.tmp|\\.gz)?)?");

  /** In /var/lib/docker/containers. */
  private static final Pattern DOCKER_FILE = Pattern.compile("([0-9a-f]{64})-json\\.log");

  private PodPaths() {}

  /**
   * What one path says.
   *
   * @return null if it is not that of a container's log, as kubelet lays them
   */
  public static @Nullable PodRef of(Path path) {
    PodRef link = ofLink(path);
    return link != null ? link : ofLogFile(path);
  }

  /**
   * What a link and the file that it leads to say together.
   *
   * @param path as it was found
   * @param target the real path; may be the same
   * @return null if neither is that of a container's log
   */
  public static @Nullable PodRef of(Path path, Path target) {
    PodRef found = of(path);
    PodRef real = ofLogFile(target);
    // Kubelet cuts the names of links to 255 bytes, those of directories never.
    PodRef names = real == null ? found : real;
    if (names == null) {
      return null;
    }
    String id = found != null && sameContainer(found, names) ? found.containerId() : null;
    return new PodRef(
        names.namespace(),
        names.pod(),
        names.uid(),
        names.container(),
        id == null ? dockerId(target) : id);
  }

  private static boolean sameContainer(PodRef one, PodRef other) {
    return one.namespace().equals(other.namespace())
        && one.pod().equals(other.pod())
        && one.container().equals(other.container());
  }

  private static @Nullable PodRef ofLink(Path path) {
    Matcher link = LINK.matcher(name(path));
    return link.matches()
        ? new PodRef(link.group(2), link.group(1), null, link.group(3), link.group(4))
        : null;
  }

  private static @Nullable PodRef ofLogFile(Path path) {
    Path container = path.getParent();
    Path pod = container == null ? null : container.getParent();
    Path pods = pod == null ? null : pod.getParent();
    if (container == null || pod == null || pods == null) {
      return null;
    }
    Matcher directory = POD_DIRECTORY.matcher(name(pod));
    boolean isLog =
        name(pods).equals("pods")
            && name(container).indexOf('_') < 0
            && LOG_FILE.matcher(name(path)).matches()
            && directory.matches();
    return isLog
        ? new PodRef(
            directory.group(1), directory.group(2), directory.group(3), name(container), null)
        : null;
  }

  private static @Nullable String dockerId(Path path) {
    Matcher file = DOCKER_FILE.matcher(name(path));
    return file.matches() ? file.group(1) : null;
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
