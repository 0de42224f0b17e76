package io.ringtail.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecordIdTest {
  /** Worked out apart, in Python. */
  private static final long ORIGIN = 0xa43c9f183fffde38L;

  @Property(tries = 500)
  void isBase64UrlOfTheSixteenBytes(@ForAll long origin, @ForAll long number) {
    byte[] bytes = ByteBuffer.allocate(16).putLong(origin).putLong(number).array();

    assertThat(RecordId.text(origin, number))
        .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Test
  void anOriginIsTheSameForEver() {
    assertThat(RecordId.origin("cart", "7")).isEqualTo(RecordId.origin("cart", "7"));
    // Changing this would double every record that is repeated across an update.
    assertThat(RecordId.origin("cart", "7")).isEqualTo(ORIGIN);
  }

  @Test
  void textsOfAnOriginDoNotRunIntoEachOther() {
    assertThat(RecordId.origin("ab", "c")).isNotEqualTo(RecordId.origin("a", "bc"));
    assertThat(RecordId.origin("ab")).isNotEqualTo(RecordId.origin("ab", ""));
  }

  @Test
  void originsOfManyLogsDiffer() {
    assertThat(IntStream.range(0, 100_000).mapToLong(i -> RecordId.origin("log", "" + i)))
        .doesNotHaveDuplicates();
  }
}
