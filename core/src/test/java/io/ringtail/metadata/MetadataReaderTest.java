package io.ringtail.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataReaderTest {

  private static final String NAMESPACE_FILE =
      "/var/run/secrets/kubernetes.io/serviceaccount/namespace";
  private static final String UID = "f2c26abd-d7b4-4c07-9067-7fc2b72f89cb";
  private static final String CGROUP = "0::/../../kubepods-pod" + UID.replace('-', '_') + ".slice/";
  private static final String ID =
      "851c75dad6ad8ce6a5d9b9129a4eb1645f7c6e5ba8406b12d50377b665737072";

  private final Path root;
  private final Machine machine;

  MetadataReaderTest(@TempDir Path root) {
    this.root = root;
    this.machine = new Machine(root);
  }

  @Test
  void takesTheDownwardApisVariables() {
    machine
        .env("POD_NAME", "cart-6f8d9c7b5d-x2x20")
        .env("POD_NAMESPACE", "shop")
        .env("POD_UID", "uid")
        .env("POD_IP", "10.1.2.3")
        .env("NODE_NAME", "ip-10-0-0-1.ec2.internal")
        .env("CONTAINER_NAME", "app")
        .env("CONTAINER_IMAGE", "shop/cart:7")
        .env("CLUSTER_NAME", "prod")
        .env("HOSTNAME", "cart-6f8d9c7b5d-x2x20")
        .file("/etc/podinfo/labels", "b=\"2\"\na=\"1\"")
        .file("/etc/podinfo/annotations", "n=\"x\\ny\"")
        .file("/proc/self/cgroup", CGROUP + "cri-containerd-" + ID + ".scope\n");

    assertThat(read())
        .isEqualTo(
            new PodMetadata(
                "shop",
                "cart-6f8d9c7b5d-x2x20",
                "uid",
                "10.1.2.3",
                "ip-10-0-0-1.ec2.internal",
                "cart-6f8d9c7b5d-x2x20",
                "app",
                ID,
                "shop/cart:7",
                "prod",
                Map.of("a", "1", "b", "2"),
                Map.of("n", "x\ny"),
                true));
    assertThat(read().labels().keySet()).containsExactly("a", "b");
  }

  @Test
  void findsWhatItCanInAPodWithoutAnyVariables() {
    machine
        .env("KUBERNETES_SERVICE_HOST", "172.20.0.1")
        .file(NAMESPACE_FILE, "shop\n")
        .file("/etc/hostname", "cart-abc\n")
        .file(
            "/proc/self/mountinfo",
            "9 8 253:0 /var/lib/kubelet/pods/%s/containers/app/92ef860a /dev/termination-log rw - ext4 /dev/a rw"
                .formatted(UID));

    PodMetadata metadata = read();

    assertThat(metadata.inKubernetes()).isTrue();
    assertThat(metadata.namespace()).isEqualTo("shop");
    assertThat(metadata.pod()).isEqualTo("cart-abc");
    assertThat(metadata.podUid()).isEqualTo(UID);
    assertThat(metadata.container()).isEqualTo("app");
    assertThat(metadata.containerId()).isNull();
    assertThat(metadata.labels()).isEmpty();
  }

  @Test
  void knowsAPodByItsServiceAccountAlone() {
    machine.file(NAMESPACE_FILE, "shop").env("HOSTNAME", "cart-abc");

    assertThat(read().inKubernetes()).isTrue();
    assertThat(read().pod()).isEqualTo("cart-abc");
  }

  @Test
  void outsideKubernetesTheHostIsNoPod() {
    machine.file("/etc/hostname", "laptop\n");

    PodMetadata metadata = read();

    assertThat(metadata.inKubernetes()).isFalse();
    assertThat(metadata.host()).isEqualTo("laptop");
    assertThat(metadata.pod()).isNull();
    assertThat(metadata.namespace()).isNull();
  }

  @Test
  void withHostNetworkTheNodesNameIsNoPod() {
    machine.env("POD_NAMESPACE", "shop").env("NODE_NAME", "node-1").env("HOSTNAME", "node-1");

    assertThat(read().pod()).isNull();
  }

  @Test
  void anEmptyVariableIsAsGoodAsNone() {
    machine.env("POD_NAMESPACE", "").env("POD_NAME", " ").file(NAMESPACE_FILE, "shop");

    assertThat(read().namespace()).isEqualTo("shop");
    assertThat(read().pod()).isNull();
  }

  @Test
  void knowsNothingWhereThereIsNothing() {
    PodMetadata metadata = read();

    assertThat(metadata)
        .isEqualTo(
            new PodMetadata(
                null, null, null, null, null, null, null, null, null, null, Map.of(), Map.of(),
                false));
  }

  @Test
  void leavesOutAnEnormousFileAndADirectoryInPlaceOfAFile() throws IOException {
    machine
        .env("KUBERNETES_SERVICE_HOST", "172.20.0.1")
        .file("/etc/podinfo/annotations", "a=\"1\"");
    try (RandomAccessFile enormous =
        new RandomAccessFile(root.resolve("etc/podinfo/annotations").toFile(), "rw")) {
      enormous.setLength(1L << 33);
    }
    Files.createDirectories(root.resolve("etc/podinfo/labels"));
    Files.createDirectories(root.resolve("etc/hostname"));

    PodMetadata metadata = read();

    assertThat(metadata.annotations()).isEmpty();
    assertThat(metadata.labels()).isEmpty();
    assertThat(metadata.host()).isNull();
  }

  @Test
  void readsThisProcessWithoutHarm() {
    Surroundings here = Surroundings.ofThisProcess();

    assertThat(here.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(here.maxHeapBytes()).isPositive();
    assertThat(here.properties()).containsKey("java.version");
    assertThat(MetadataReader.read(here, Path.of("/no-such-directory")).labels()).isEmpty();
  }

  @Test
  void surroundingsDoNotPrintSecrets() {
    machine.env("DB_PASSWORD", "hunter2").property("token", "hunter2");

    assertThat(machine.surroundings().toString()).doesNotContain("hunter2");
  }

  private PodMetadata read() {
    return MetadataReader.read(machine.surroundings(), root.resolve("etc/podinfo"));
  }
}
