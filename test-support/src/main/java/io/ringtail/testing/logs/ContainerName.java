package io.ringtail.testing.logs;

/**
 * What the paths of a container's log are made of.
 *
 * @param restart how often it was restarted
 * @param containerId 64 hexadecimal digits
 */
public record ContainerName(
    String namespace, String pod, String uid, String container, int restart, String containerId) {

  /** A container that was never restarted, with ids made of {@code number}. */
  public static ContainerName of(String namespace, String pod, String container, int number) {
    return new ContainerName(
        namespace,
        pod,
        String.format("%08x-1111-2222-3333-444444444444", number),
        container,
        0,
        String.format("%064x", number + 0xabcdef0000L));
  }

  /** The same container after a restart: the next file, a new id. */
  public ContainerName restarted() {
    return new ContainerName(
        namespace,
        pod,
        uid,
        container,
        restart + 1,
        String.format("%062x%02x", containerId.hashCode() & 0xffff_ffffL, restart + 1));
  }
}
