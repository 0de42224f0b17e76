package io.ringtail.sink.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import io.ringtail.batch.Destination;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
  private static final Destination ANYWHERE = new Destination("b", "p/");

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz", ".zst"})
  void batchesOneAfterTheOtherAreOneFileOfLines(String suffix) throws IOException {
    Codec codec = Codec.bySuffix(suffix);
    List<String> records = new ArrayList<>();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int i = 0; i < 5; i++) {
      List<String> batch = Batches.records("a", 1000 * i, 300);
      records.addAll(batch);
      write(file, codec.encode(Batches.of(ANYWHERE, batch)));
    }
    String longRecord = Batches.noise(7, 200_000);
    records.add(longRecord);
    write(file, codec.encode(Batches.of(ANYWHERE, List.of(longRecord))));

    assertThat(new String(decode(suffix, file.toByteArray()), UTF_8))
        .isEqualTo(String.join("\n", records) + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz", ".zst"})
  void theSameBatchGivesTheSameBytes(String suffix) throws IOException {
    Codec codec = Codec.bySuffix(suffix);
    List<String> records = Batches.records("a", 0, 100);

    Body one = codec.encode(Batches.of(ANYWHERE, records));
    Body other = codec.encode(Batches.of(ANYWHERE, records));

    assertThat(Arrays.copyOf(one.array(), one.length()))
        .isEqualTo(Arrays.copyOf(other.array(), other.length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {".gz", ".zst"})
  void aFileThatIsCutAnywhereIsGoodUpToItsLastWholeMember(String suffix) throws IOException {
    Codec codec = Codec.bySuffix(suffix);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List<Integer> ends = new ArrayList<>(List.of(0));
    for (int i = 0; i < 4; i++) {
      write(all, codec.encode(Batches.of(ANYWHERE, Batches.records("a", i, 1 + 40 * i))));
      ends.add(all.size());
    }
    byte[] file = all.toByteArray();
    for (int cut = 0; cut <= file.length; cut++) {
      int at = cut;
      long expected = ends.stream().filter(end -> end <= at).mapToInt(end -> end).max().orElse(0);
      assertThat(codec.soundBytes(new ByteArrayInputStream(file, 0, cut)))
          .as("cut at %s", cut)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".gz", ".zst"})
  void aDamagedMemberIsFound(String suffix) throws IOException {
    Codec codec = Codec.bySuffix(suffix);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    write(all, codec.encode(Batches.of(ANYWHERE, Batches.records("a", 0, 50))));
    int end = all.size();
    write(all, codec.encode(Batches.of(ANYWHERE, Batches.records("b", 0, 50))));
    byte[] file = all.toByteArray();
    for (int at = end; at < file.length; at++) {
      byte[] damaged = file.clone();
      damaged[at] ^= 0x55;
      assertThat(codec.soundBytes(new ByteArrayInputStream(damaged)))
          .as("at %s", at - end)
          .isEqualTo(isContent(suffix, at - end) ? end : file.length);
    }
    // What a file system leaves that never got the blocks.
    Arrays.fill(file, end + 20, file.length, (byte) 0);
    assertThat(codec.soundBytes(new ByteArrayInputStream(file))).isEqualTo(end);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 200_000})
  void aMemberLargerThanAllBuffersIsReadToItsEnd(int more) throws IOException {
    for (String suffix : List.of(".gz", ".zst")) {
      Codec codec = Codec.bySuffix(suffix);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      write(
          all, codec.encode(Batches.of(ANYWHERE, List.of(Batches.noise(more, 1_000_000 + more)))));
      int end = all.size();
      write(all, codec.encode(Batches.of(ANYWHERE, List.of(Batches.noise(1, 900_000)))));

      assertThat(codec.soundBytes(new ByteArrayInputStream(all.toByteArray())))
          .isEqualTo(all.size());
      assertThat(codec.soundBytes(new ByteArrayInputStream(all.toByteArray(), 0, all.size() - 1)))
          .isEqualTo(end);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1}\n{\"b\":2}\n",
        "{\"a\":1}\n{\"b\":2}\n{\"c\"",
        "{\"a\":1}\n{\"b\":2}\n\0\0\n"
      })
  void plainLinesAreGoodUpToTheLastLinesEndBeforeAnyZero(String file) throws IOException {
    assertThat(new PlainCodec().soundBytes(new ByteArrayInputStream(file.getBytes(UTF_8))))
        .isEqualTo(16);
  }

  /** Time and system in a header of gzip, and the window's size in one of zstd, change nothing. */
  private static boolean isContent(String suffix, int at) {
    return suffix.equals(".gz") ? at < 4 || at > 9 : at != 5;
  }

  private static void write(ByteArrayOutputStream file, Body body) {
    file.write(body.array(), 0, body.length());
  }

  private static byte[] decode(String suffix, byte[] file) throws IOException {
    InputStream raw = new ByteArrayInputStream(file);
    try (InputStream in =
        switch (suffix) {
          case ".gz" -> new GZIPInputStream(raw);
          case ".zst" -> new ZstdInputStream(raw);
          default -> raw;
        }) {
      return in.readAllBytes();
    }
  }
}
