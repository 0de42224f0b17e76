package io.ringtail.testing.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log of one container, written step by step: by the runtime ({@link #write}, {@link #reopen},
 * {@link #exit}) and by kubelet ({@link #kubeletTick}, {@link #remove}).
 *
 * <p>Threading: one thread at a time.
 */
public final class ContainerLog implements AutoCloseable {
  private final NodePaths paths;
  private final ContainerName name;
  private final ContainerRuntime runtime;
  private final Rotation rotation;
  private final InstantSource clock;
  private final Path file;
  private final Map<String, Framing> framings = new LinkedHashMap<>();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private FileChannel channel;
  private @Nullable FileChannel previous;
  private boolean renamed;

  /** Lays the links and creates the file. */
  public ContainerLog(
      NodePaths paths,
      ContainerName name,
      ContainerRuntime runtime,
      Rotation rotation,
      InstantSource clock)
      throws IOException {
    this.paths = paths;
    this.name = name;
    this.runtime = runtime;
    this.rotation = rotation;
    this.clock = clock;
    Path podFile = paths.podLogs(name).resolve(name.restart() + ".log");
    if (runtime == ContainerRuntime.DOCKER) {
      this.file = paths.dockerLogs(name).resolve(name.containerId() + "-json.log");
      paths.link(podFile, file);
    } else {
      this.file = podFile;
    }
    Files.createDirectories(file.getParent());
    this.channel = FileChannel.open(file, CREATE, APPEND);
    paths.link(paths.containerLink(name), podFile);
  }

  /** The file that is written to, whatever was rotated away. */
  public Path file() {
    return file;
  }

  /** The link in /var/log/containers. */
  public Path link() {
    return paths.containerLink(name);
  }

  /** The program writes text to {@code stream}: `stdout` or `stderr`. */
  public void write(String stream, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    write(stream, bytes, 0, bytes.length);
  }

  /** The program writes to {@code stream}; what the runtime makes of it is in the file after. */
  public void write(String stream, byte[] bytes, int offset, int length) throws IOException {
    if (runtime == ContainerRuntime.DOCKER && channel.size() >= rotation.maxBytes()) {
      channel.close();
      rotation.numbered(file);
      channel = FileChannel.open(file, CREATE, APPEND);
    }
    framing(stream).output(bytes, offset, length, buffer);
    flush(channel);
  }

  /** A write that was under way when the file was reopened arrives in the old one. */
  public void writeLate(String stream, String text) throws IOException {
    if (previous == null) {
      throw new IllegalStateException("the file was never reopened: " + file);
    }
    byte[] bytes = text.getBytes(UTF_8);
    framing(stream).output(bytes, 0, bytes.length, buffer);
    flush(previous);
  }

  /** Bytes as they are, a torn line say. */
  public void writeRaw(byte[] bytes) throws IOException {
    buffer.writeBytes(bytes);
    flush(channel);
  }

  /**
   * Kubelet's look, every ten seconds on a node. Where the file was large enough it is renamed now,
   * and still written to until {@link #reopen}.
   *
   * @return whether it was
   */
  public boolean kubeletTick() throws IOException {
    if (runtime == ContainerRuntime.DOCKER) {
      return false;
    }
    if (Files.notExists(file)) {
      reopen();
    }
    if (Files.size(file) < rotation.maxBytes()) {
      return false;
    }
    rotation.dated(file, clock.instant());
    renamed = true;
    return true;
  }

  /** Whether kubelet has renamed the file and the runtime has not reopened it yet. */
  public boolean awaitsReopen() {
    return renamed;
  }

  /** The runtime opens the file anew; containerd ends the lines that it has begun, with tag P. */
  public void reopen() throws IOException {
    if (runtime == ContainerRuntime.CONTAINERD) {
      endStreams();
    }
    closePrevious();
    previous = channel;
    channel = FileChannel.open(file, CREATE, APPEND);
    renamed = false;
  }

  /** The program ends. */
  public void exit() throws IOException {
    endStreams();
    close();
  }

  /** The runtime is killed: what it has not written yet is gone. */
  public void kill() throws IOException {
    framings.clear();
    close();
  }

  /** Kubelet removes the container: links, the file, what was rotated away. */
  public void remove() throws IOException {
    close();
    Files.deleteIfExists(link());
    for (Path directory : new Path[] {paths.podLogs(name), file.getParent()}) {
      if (Files.isDirectory(directory)) {
        try (var files = Files.newDirectoryStream(directory)) {
          for (Path each : files) {
            Files.delete(each);
          }
        }
        Files.delete(directory);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    closePrevious();
  }

  private void closePrevious() throws IOException {
    if (previous != null) {
      previous.close();
      previous = null;
    }
  }

  private Framing framing(String stream) {
    return framings.computeIfAbsent(stream, each -> runtime.framing(each, clock));
  }

  private void endStreams() throws IOException {
    for (Framing framing : framings.values()) {
      framing.end(buffer);
    }
    flush(channel);
  }

  private void flush(FileChannel to) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(buffer.toByteArray());
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
    buffer.reset();
  }
}
