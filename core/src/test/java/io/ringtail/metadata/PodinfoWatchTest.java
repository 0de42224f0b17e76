package io.ringtail.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodinfoWatchTest {

  private final Path directory;

  PodinfoWatchTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void tellsASwapOnce() throws IOException {
    KubeletVolume volume = new KubeletVolume(directory);
    volume.publish("app=\"cart\"", "level=\"INFO\"");
    PodinfoWatch watch = new PodinfoWatch(directory);
    assertThat(watch.changed()).isFalse();

    volume.publish("app=\"cart\"", "level=\"DEBUG\"");

    assertThat(watch.changed()).isTrue();
    assertThat(watch.changed()).isFalse();
    assertThat(Podinfo.read(directory).annotations()).containsExactly(Map.entry("level", "DEBUG"));
  }

  @Test
  void tellsAVolumeThatAppearsAndOneThatGoes() throws IOException {
    Path later = directory.resolve("podinfo");
    PodinfoWatch watch = new PodinfoWatch(later);
    assertThat(watch.changed()).isFalse();
    assertThat(Podinfo.read(later)).isEqualTo(new Podinfo(Map.of(), Map.of()));

    Files.createDirectory(later);
    Files.writeString(later.resolve("labels"), "app=\"cart\"");
    assertThat(watch.changed()).isTrue();
    assertThat(Podinfo.read(later).labels()).containsEntry("app", "cart");

    Files.delete(later.resolve("labels"));
    assertThat(watch.changed()).isTrue();
    assertThat(watch.changed()).isFalse();
  }

  @Test
  void tellsAChangedFileWhereThereIsNoLink() throws IOException {
    Path labels = Files.writeString(directory.resolve("labels"), "app=\"a\"");
    PodinfoWatch watch = new PodinfoWatch(directory);

    Files.writeString(labels, "app=\"b\"");
    Files.setLastModifiedTime(labels, FileTime.fromMillis(1));

    assertThat(watch.changed()).isTrue();
    assertThat(watch.changed()).isFalse();
  }

  @Test
  void neverMixesTwoStates() throws Exception {
    KubeletVolume volume = new KubeletVolume(directory);
    volume.publish("n=\"0\"", "n=\"0\"");
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (int i = 1; i <= 300; i++) {
                  volume.publish("n=\"" + i + '"', "n=\"" + i + '"');
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } finally {
                done.set(true);
              }
            });
    while (!done.get()) {
      Podinfo podinfo = Podinfo.read(directory);
      // Swapped at every read of the two that are allowed, a state may be missing, never mixed.
      if (!podinfo.labels().isEmpty() && !podinfo.annotations().isEmpty()) {
        assertThat(podinfo.labels()).isEqualTo(podinfo.annotations());
      }
    }
    writer.get();

    assertThat(Podinfo.read(directory).labels()).containsEntry("n", "300");
  }

  @Test
  void newLabelsReplaceTheOldOnesAndNothingElse() {
    PodMetadata before =
        MetadataReader.read(
            Machine.withoutFiles().env("POD_NAME", "cart").surroundings(), directory);

    PodMetadata after = before.with(new Podinfo(Map.of("a", "1"), Map.of("b", "2")));

    assertThat(after.pod()).isEqualTo("cart");
    assertThat(after.labels()).containsExactly(Map.entry("a", "1"));
    assertThat(after.annotations()).containsExactly(Map.entry("b", "2"));
  }
}
