package io.ringtail.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class LongMessageTest {
  @Property(tries = 300)
  void whatIsKeptAndWhatIsCutMakeTheWhole(
      @ForAll @StringLength(min = 2, max = 40) String text, @ForAll @IntRange(min = 1) int at) {
    String message = text + "\uD83D\uDE00 end";
    int maxChars = 1 + at % (message.length() - 1);

    String kept = LongMessage.cut(message, maxChars);

    assertThat(message).startsWith(kept);
    assertThat(kept.length()).isBetween(maxChars - 1, maxChars);
    if (!hasLoneSurrogate(message)) {
      assertThat(hasLoneSurrogate(kept)).isFalse();
      int whole = message.getBytes(StandardCharsets.UTF_8).length;
      int head = kept.getBytes(StandardCharsets.UTF_8).length;
      assertThat(LongMessage.utf8Bytes(message, kept.length())).isEqualTo(whole - head);
    }
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
