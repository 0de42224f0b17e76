package io.ringtail.metadata;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The traces that kubelet and the container runtime leave in a process's mounts and control groups;
 * the first trace of each kind counts.
 *
 * <p>Which ids can be trusted: a control group names the container itself. The mounts of {@code
 * /etc/hostname} and {@code /etc/resolv.conf} name, in a pod, the sandbox (pause) container, so
 * they are only believed where no trace of a pod is found.
 */
final class ContainerTraces {

  /** Of a container's id, without what is around it. */
  private static final int ID_LENGTH = 64;

  private @Nullable String podUid;
  private @Nullable String container;
  private @Nullable String ownId;
  private @Nullable String hostnameId;
  private boolean inPod;

  /**
   * Collects them.
   *
   * @param mountInfo the content of /proc/self/mountinfo, proc_pid_mountinfo(5); null if unreadable
   * @param cgroup the content of /proc/self/cgroup, cgroups(7); null if unreadable
   */
  static ContainerTraces of(@Nullable String mountInfo, @Nullable String cgroup) {
    ContainerTraces traces = new ContainerTraces();
    for (String line : lines(mountInfo)) {
      traces.readMount(line);
    }
    for (String line : lines(cgroup)) {
      traces.readGroup(line);
    }
    return traces;
  }

  private static String[] lines(@Nullable String text) {
    return text == null ? new String[0] : text.split("\n", -1);
  }

  @Nullable String podUid() {
    return podUid;
  }

  @Nullable String container() {
    return container;
  }

  /**
   * The id of this container.
   *
   * @param inKubernetes whether something else than the traces says so
   */
  @Nullable String containerId(boolean inKubernetes) {
    return ownId != null || inPod || inKubernetes ? ownId : hostnameId;
  }

  private void readMount(String line) {
    String[] fields = line.split(" ", 6);
    if (fields.length < 6) {
      return;
    }
    String root = fields[3];
    String mountPoint = fields[4];
    if (mountPoint.equals("/sys/fs/cgroup") || mountPoint.startsWith("/sys/fs/cgroup/")) {
      readGroupPath(root);
      return;
    }
    // Only at the places that kubelet itself mounts: a node agent may mount other pods'
    // directories.
    switch (mountPoint) {
      case "/etc/hosts" -> readKubelet(root);
      case "/dev/termination-log" -> readKubelet(root);
      case "/run/secrets", "/run/.containerenv" -> {
        if (ownId == null && root.contains("containers/")) {
          ownId = first(Forms.OWN_DIRECTORY, root);
        }
      }
      case "/etc/hostname" -> {
        inPod |= root.contains("/sandboxes/");
        if (hostnameId == null && root.contains("containers/")) {
          hostnameId = first(Forms.HOSTNAME, root);
        }
      }
      default -> {}
    }
  }

  private void readKubelet(String root) {
    if (!root.contains("pods/")) {
      return;
    }
    noteUid(Forms.KUBELET_UID.matcher(root));
    Matcher named = Forms.KUBELET_CONTAINER.matcher(root);
    if (container == null && named.find()) {
      container = named.group(2);
    }
  }

  /** {@code 4:memory:/kubepods/…} or, with version 2, {@code 0::/kubepods/…}. */
  private void readGroup(String line) {
    String[] fields = line.split(":", 3);
    if (fields.length == 3) {
      readGroupPath(fields[2]);
    }
  }

  private void readGroupPath(String path) {
    if (path.contains("pod")) {
      noteUid(Forms.GROUP_UID.matcher(path));
    }
    if (ownId == null && path.length() >= ID_LENGTH) {
      Matcher id = Forms.GROUP_ID.matcher(path);
      // The last one: in a node that is itself a container, its id comes first.
      while (id.find()) {
        ownId = id.group(1);
      }
    }
  }

  private void noteUid(Matcher uid) {
    if (uid.find()) {
      inPod = true;
      if (podUid == null) {
        podUid = uid.group(1).replace('_', '-');
      }
    }
  }

  private static @Nullable String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  /**
   * What the traces look like. Compiled only where a text may be one: outside of containers nothing
   * is, and this runs while a program starts.
   */
  private static final class Forms {
    static final String UID =
        "([0-9a-f]{8}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{12}|[0-9a-f]{32})";

    /** {@code /kubepods/burstable/pod<uid>/…}, {@code …/kubepods-pod<uid with _>.slice/…}. */
    static final Pattern GROUP_UID = Pattern.compile("(?:^|[/-])pod" + UID + "(?=[./:]|$)");

    /** {@code <id>}, {@code cri-containerd-<id>.scope}, {@code …slice:cri-containerd:<id>}. */
    static final Pattern GROUP_ID =
        Pattern.compile("(?:^|[/:-])([0-9a-f]{64})(?:\\.scope)?(?=/|$)");

    static final Pattern KUBELET_UID = Pattern.compile("(?:^|/)pods/" + UID + "/");
    static final Pattern KUBELET_CONTAINER =
        Pattern.compile("(?:^|/)pods/" + UID + "/containers/([^/]+)/[0-9a-f]+$");

    /** CRI-O and podman mount the container's own directory here. */
    static final Pattern OWN_DIRECTORY =
        Pattern.compile("/overlay-containers/([0-9a-f]{64})/userdata/");

    static final Pattern HOSTNAME =
        Pattern.compile("/(?:overlay-)?containers/([0-9a-f]{64})/(?:userdata/)?hostname$");

    private Forms() {}
  }
}
