package io.ringtail.sink.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.testing.RecordingNotices;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectNamesTest {
  private final RecordingNotices notices = new RecordingNotices();
  private final ObjectNames names = new ObjectNames(notices);

  @Test
  void noNameIsGivenTwiceWhateverTheClockDoes() {
    Set<String> given = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      given.add(names.next(i % 2 == 0 ? 1_000 : 0));
      given.add(new ObjectNames(notices).next(1_000));
    }
    assertThat(given).hasSize(2000);
  }

  @Test
  void aNameBeginsWithItsTimeInUtc() {
    long lastMillisecond = Instant.parse("2026-12-31T23:59:59.999Z").toEpochMilli();

    assertThat(names.next(lastMillisecond)).startsWith("20261231T235959Z-");
    assertThat(names.next(lastMillisecond + 1)).startsWith("20270101T000000Z-");
  }

  @Test
  void theSameContentOfTheSameProcessGetsTheSameName() {
    Body body = new Body("abcdef".getBytes(UTF_8), 3);
    Body same = new Body("abc".getBytes(UTF_8), 3);
    Body other = new Body("abd".getBytes(UTF_8), 3);

    assertThat(names.of(body, 5)).isEqualTo(names.of(same, 5)).isNotEqualTo(names.of(other, 5));
  }

  @ParameterizedTest
  @CsvSource({
    "logs/ns=shop/,logs/ns=shop/",
    "/logs/,logs/",
    "///a,a",
    "a\\b\"c#d,a_b_c_d",
    "über/日本/,_ber/__/",
    "../../etc/,_/_/etc/",
    "a/./b/../c/,a/_/b/_/c/",
    "a..b/.hidden/,a..b/.hidden/",
  })
  void aPrefixIsMadeSafe(String prefix, String safe) {
    assertThat(names.key(prefix, "name", new GzipCodec())).isEqualTo(safe + "name.jsonl.gz");
  }

  @Property(tries = 300)
  void noKeyIsLongerThanS3Allows(@ForAll String prefix) {
    String key = names.key(prefix.repeat(200), names.next(0), new ZstdCodec());

    assertThat(key.getBytes(UTF_8).length).isLessThanOrEqualTo(1024);
  }

  @Test
  void aPrefixThatIsTooLongIsCutAndTold() {
    String key = names.key("p".repeat(2000), names.next(0), new GzipCodec());

    assertThat(key).startsWith("p".repeat(944)).doesNotStartWith("p".repeat(945)).endsWith(".gz");
    assertThat(notices.texts()).singleElement().asString().contains("RINGTAIL_S3_PREFIX");
  }
}
