package io.ringtail.agent.log4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway")
final class ContextCopiesTest {
  private final SortedArrayStringMap context = new SortedArrayStringMap();
  private final ContextCopies copies = new ContextCopies();

  @Test
  void givesEachEventTheContextThatItHad() {
    context.putValue("user", "u-1");
    Map<String, String> first = copies.of(event());
    context.putValue("user", "u-2");
    Map<String, String> changed = copies.of(event());
    context.putValue("order", "17");
    Map<String, String> more = copies.of(event());
    context.remove("user");
    Map<String, String> less = copies.of(event());
    context.clear();
    Map<String, String> none = copies.of(event());

    assertThat(first).containsExactly(Map.entry("user", "u-1"));
    assertThat(changed).containsExactly(Map.entry("user", "u-2"));
    assertThat(more).containsOnly(Map.entry("user", "u-2"), Map.entry("order", "17"));
    assertThat(less).containsExactly(Map.entry("order", "17"));
    assertThat(none).isEmpty();
  }

  @Test
  void copiesAContextOnceWhileItStaysTheSame() {
    context.putValue("user", "u-1");
    Map<String, String> first = copies.of(event());
    // Equal, as another event's, not the same object.
    context.putValue("user", new String("u-1"));

    assertThat(copies.of(event())).isSameAs(first);
  }

  @Test
  void writesWhatIsNoStringAsItIsNow() {
    StringBuilder value = new StringBuilder("one");
    context.putValue("value", value);
    Map<String, String> before = copies.of(event());
    value.replace(0, 3, "two");

    assertThat(before).containsExactly(Map.entry("value", "one"));
    assertThat(copies.of(event())).containsExactly(Map.entry("value", "two"));
  }

  @Test
  void keepsNoLargeContext() {
    context.putValue("body", "x".repeat(2_000));
    Map<String, String> first = copies.of(event());

    assertThat(copies.of(event())).isEqualTo(first).isNotSameAs(first);
  }

  private LogEvent event() {
    return Log4jLogEvent.newBuilder().setContextData(context).build();
  }
}
