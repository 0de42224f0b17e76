package io.ringtail.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.config.OverflowPolicy;
import io.ringtail.event.Level;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class EventIntakeTest {
  private final RingUnderTest one = new RingUnderTest(64, OverflowPolicy.DROP);
  private final RingUnderTest two = new RingUnderTest(64, OverflowPolicy.DROP);
  private final EventIntake intake = new EventIntake(List.of(one.ring, two.ring));

  @Test
  void aMapThatThrowsWhenItIsReadAgainReachesBothRings() {
    offer(new ThrowingMap(1));

    assertThat(one.drain()).containsExactly("message");
    assertThat(two.drain()).containsExactly("message");
  }

  @Test
  void aMapThatThrowsEntersNoRing() {
    assertThatThrownBy(() -> offer(new ThrowingMap(0))).hasMessage("read too often");

    assertThat(one.drain()).isEmpty();
    assertThat(two.drain()).isEmpty();
    assertThat(one.telemetry.accounts().captured()).isZero();
    assertThat(two.telemetry.accounts().captured()).isZero();
  }

  private void offer(Map<String, String> mdc) {
    intake.offer(1, 0, Level.INFO, "a.B", "main", "message", mdc, null, null, null, null);
  }

  /** As one that another thread changes. */
  private static final class ThrowingMap extends AbstractMap<String, String> {
    private int readsLeft;

    ThrowingMap(int reads) {
      this.readsLeft = reads;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
      return Set.of(Map.entry("key", "value"));
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super String> action) {
      if (readsLeft-- <= 0) {
        throw new IllegalStateException("read too often");
      }
      super.forEach(action);
    }
  }
}
