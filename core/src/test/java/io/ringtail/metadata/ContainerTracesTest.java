package io.ringtail.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerTracesTest {

  private static final String UID = "f2c26abd-d7b4-4c07-9067-7fc2b72f89cb";
  private static final String UID_ = UID.replace('-', '_');
  private static final String ID =
      "851c75dad6ad8ce6a5d9b9129a4eb1645f7c6e5ba8406b12d50377b665737072";
  private static final String SANDBOX =
      "d5a4b470a7806102265294e8d6527dc399372be1f6a41b888bf8b41f7b7a85d9";

  private static final String KUBELET_MOUNTS =
      """
      3418 3096 253:0 /var/lib/kubelet/pods/UID/etc-hosts /etc/hosts rw,relatime - ext4 /dev/vda1 rw
      3419 3098 253:0 /var/lib/kubelet/pods/UID/containers/server/92ef860a /dev/termination-log rw,relatime - ext4 /dev/vda1 rw
      """
          .replace("UID", UID);

  private static final String CONTAINERD_V2 =
      """
      3096 2892 0:377 / / rw,relatime master:247 - overlay overlay rw,lowerdir=/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/154/fs,upperdir=/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/155/fs
      3097 3096 0:379 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw
      3101 3100 0:27 / /sys/fs/cgroup ro,nosuid,nodev,noexec,relatime - cgroup2 cgroup rw
      KUBELET
      3420 3096 253:0 /var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/SANDBOX/hostname /etc/hostname rw,relatime - ext4 /dev/vda1 rw
      3421 3096 253:0 /var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/SANDBOX/resolv.conf /etc/resolv.conf rw,relatime - ext4 /dev/vda1 rw
      3422 3098 0:300 / /dev/shm rw,relatime - tmpfs shm rw,size=65536k
      """
          .replace("SANDBOX", SANDBOX)
          .replace("KUBELET\n", KUBELET_MOUNTS);

  private static final String CONTAINERD_V1 =
      """
      1517 1400 0:180 / / rw,relatime - overlay overlay rw
      1526 1525 0:31 /kubepods/burstable/podUID/CID /sys/fs/cgroup/systemd ro,nosuid - cgroup cgroup rw,xattr,name=systemd
      1527 1525 0:34 /kubepods/burstable/podUID/CID /sys/fs/cgroup/cpu,cpuacct ro,nosuid - cgroup cgroup rw,cpu,cpuacct
      KUBELET
      1537 1517 8:1 /var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/SANDBOX/hostname /etc/hostname rw,relatime - ext4 /dev/sda1 rw
      """
          .replace("podUID", "pod" + UID)
          .replace("CID", ID)
          .replace("SANDBOX", SANDBOX)
          .replace("KUBELET\n", KUBELET_MOUNTS);

  private static final String CRIO_V2 =
      """
      1200 900 0:300 / / rw,relatime - overlay overlay rw
      1207 1206 0:26 / /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw,seclabel
      1210 1200 0:24 /containers/storage/overlay-containers/SANDBOX/userdata/resolv.conf /etc/resolv.conf rw - tmpfs tmpfs rw
      1211 1200 0:24 /containers/storage/overlay-containers/SANDBOX/userdata/hostname /etc/hostname rw - tmpfs tmpfs rw
      1212 1200 0:24 /containers/storage/overlay-containers/CID/userdata/.containerenv /run/.containerenv rw - tmpfs tmpfs rw
      1213 1200 0:24 /containers/storage/overlay-containers/CID/userdata/run/secrets /run/secrets rw - tmpfs tmpfs rw
      KUBELET
      """
          .replace("CID", ID)
          .replace("SANDBOX", SANDBOX)
          .replace("KUBELET\n", KUBELET_MOUNTS);

  private static final String DOCKER_ALONE =
      """
      473 387 0:143 / / rw,relatime master:181 - overlay overlay rw
      486 477 0:30 / /sys/fs/cgroup ro,nosuid,nodev,noexec,relatime - cgroup2 cgroup rw
      490 473 254:1 /docker/containers/CID/resolv.conf /etc/resolv.conf rw,relatime - ext4 /dev/vda1 rw
      491 473 254:1 /docker/containers/CID/hostname /etc/hostname rw,relatime - ext4 /dev/vda1 rw
      492 473 254:1 /docker/containers/CID/hosts /etc/hosts rw,relatime - ext4 /dev/vda1 rw
      """
          .replace("CID", ID);

  @Test
  void containerdWithCgroup2ShowsPodAndContainerNameButNoId() {
    ContainerTraces traces = ContainerTraces.of(CONTAINERD_V2, "0::/\n");

    assertThat(traces.podUid()).isEqualTo(UID);
    assertThat(traces.container()).isEqualTo("server");
    // The sandbox's id is there; it is not the container's.
    assertThat(traces.containerId(false)).isNull();
  }

  @Test
  void containerdWithCgroup1NamesTheContainer() {
    ContainerTraces traces = ContainerTraces.of(CONTAINERD_V1, null);

    assertThat(traces.podUid()).isEqualTo(UID);
    assertThat(traces.container()).isEqualTo("server");
    assertThat(traces.containerId(true)).isEqualTo(ID);
  }

  @Test
  void crioWithCgroup2NamesTheContainerByItsOwnDirectory() {
    ContainerTraces traces = ContainerTraces.of(CRIO_V2, "0::/\n");

    assertThat(traces.podUid()).isEqualTo(UID);
    assertThat(traces.containerId(true)).isEqualTo(ID);
  }

  @Test
  void dockerAloneNamesTheContainerByItsHostnameFile() {
    ContainerTraces traces = ContainerTraces.of(DOCKER_ALONE, "0::/\n");

    assertThat(traces.containerId(false)).isEqualTo(ID);
    assertThat(traces.podUid()).isNull();
    assertThat(traces.container()).isNull();
  }

  @Test
  void dockerInKubernetesMountsTheSandboxsHostname() {
    ContainerTraces traces = ContainerTraces.of(DOCKER_ALONE + KUBELET_MOUNTS, null);

    assertThat(traces.containerId(false)).isNull();
    assertThat(ContainerTraces.of(DOCKER_ALONE, null).containerId(true)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11:memory:/kubepods/burstable/podUID/CID",
        "11:memory:/kubepods/podUID/CID",
        "1:name=systemd:/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podUID_.slice/cri-containerd-CID.scope",
        "0::/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-podUID_.slice/crio-CID.scope",
        "0::/kubepods.slice/kubepods-podUID_.slice/crio-CID.scope/container",
        "0::/kubepods.slice/kubepods-podUID_.slice/docker-CID.scope",
        "5:cpuset:/system.slice/containerd.service/kubepods-burstable-podUID_.slice:cri-containerd:CID",
        "4:devices:/docker/SANDBOX/kubelet/kubepods/besteffort/podUID/CID",
        "0::/../../podUID/CID",
        "0::/../../kubepods-burstable-podUID_.slice/cri-containerd-CID.scope"
      })
  void readsEveryShapeOfCgroup(String shape) {
    String line =
        shape
            .replace("UID_", UID_)
            .replace("podUID", "pod" + UID)
            .replace("CID", ID)
            .replace("SANDBOX", SANDBOX);

    ContainerTraces traces = ContainerTraces.of(null, line + "\n");

    assertThat(traces.podUid()).isEqualTo(UID);
    assertThat(traces.containerId(true)).isEqualTo(ID);
  }

  @Test
  void readsDockersCgroupOutsideKubernetes() {
    ContainerTraces traces = ContainerTraces.of(null, "9:cpu:/docker/" + ID + "\n0::/x\n");

    assertThat(traces.containerId(false)).isEqualTo(ID);
    assertThat(traces.podUid()).isNull();
  }

  @Test
  void readsTheUidOfAStaticPod() {
    String hash = "0123456789abcdef0123456789abcdef";

    assertThat(ContainerTraces.of(null, "3:cpu:/kubepods/burstable/pod" + hash + "/" + ID).podUid())
        .isEqualTo(hash);
  }

  @Test
  void isNotMisledByMountsOfOtherPods() {
    String nodeAgent =
        """
        900 800 8:1 /var/lib/kubelet/pods/11111111-2222-3333-4444-555555555555/etc-hosts /host/hosts rw - ext4 /dev/sda1 rw
        901 800 8:1 /var/lib/kubelet/pods/11111111-2222-3333-4444-555555555555/containers/other/12ab34cd /host/log rw - ext4 /dev/sda1 rw
        902 800 0:30 /kubepods/pod11111111-2222-3333-4444-555555555555 /host/cgroup rw - cgroup2 cgroup rw
        """;

    ContainerTraces traces = ContainerTraces.of(nodeAgent + KUBELET_MOUNTS, "0::/");

    assertThat(traces.podUid()).isEqualTo(UID);
    assertThat(traces.container()).isEqualTo("server");
  }

  @Test
  void findsNothingOnAPlainMachine() {
    ContainerTraces traces =
        ContainerTraces.of(
            "22 28 0:21 / /sys rw - sysfs sysfs rw\ngarbage\n\n35 24 0:30 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw",
            "0::/user.slice/user-1000.slice/session-2.scope\nnonsense");

    assertThat(traces.podUid()).isNull();
    assertThat(traces.container()).isNull();
    assertThat(traces.containerId(false)).isNull();
  }
}
