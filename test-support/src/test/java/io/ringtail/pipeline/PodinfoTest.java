package io.ringtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.event.Level;
import io.ringtail.testing.FakeClock;
import io.ringtail.testing.TestConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PodinfoTest {
  @Test
  void labelsFollowTheDownwardApiVolume(@TempDir Path volume) throws Exception {
    write(volume, "..1", "app=\"cart\"\ntier=\"one\"");
    FakeClock clock = new FakeClock();
    try (PipelineUnderTest fixture =
        new PipelineUnderTest(
            clock,
            TestConfig.of(
                "podinfoDir",
                volume.toString(),
                "metadata",
                "full",
                "lingerMs",
                "0",
                "logStream",
                "${label:tier}/${pod}"))) {
      fixture.log(Level.INFO, "m");
      assertThat(fixture.flush()).isTrue();
      assertThat(labels(fixture.delivered().get(0)))
          .isEqualTo("{\"app\":\"cart\",\"tier\":\"one\"}");

      write(volume, "..2", "app=\"cart\"\ntier=\"two\"");
      await()
          .until(
              () -> {
                clock.advance(Duration.ofSeconds(11));
                fixture.log(Level.INFO, "m");
                int last = fixture.sink.accepted().size() - 1;
                return labels(fixture.delivered().get(last)).contains("two")
                    && fixture.sink.accepted().get(last).destination().stream()
                        .equals("two/cart-1");
              });
    }
  }

  private static String labels(JsonNode record) {
    return record.path("kubernetes").path("labels").toString();
  }

  /** As kubelet does it: a new directory, then a swap of the link. */
  private static void write(Path volume, String directory, String labels) throws IOException {
    Path fresh = Files.createDirectory(volume.resolve(directory));
    Files.writeString(fresh.resolve("labels"), labels);
    Files.writeString(fresh.resolve("annotations"), "");
    Path link = Files.createSymbolicLink(volume.resolve("..data_tmp"), Path.of(directory));
    Files.move(link, volume.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
  }
}
