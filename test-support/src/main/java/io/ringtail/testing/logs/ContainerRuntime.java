package io.ringtail.testing.logs;

import java.time.InstantSource;

/** Who writes a container's file. */
public enum ContainerRuntime {
  CONTAINERD,
  CONMON,
  DOCKER;

  Framing framing(String stream, InstantSource clock) {
    return switch (this) {
      case CONTAINERD -> new ContainerdFraming(stream, clock);
      case CONMON -> new ConmonFraming(stream, clock);
      case DOCKER -> new DockerFraming(stream, clock);
    };
  }
}
