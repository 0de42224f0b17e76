package io.ringtail.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.event.TestEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyValuesTest {
  @Test
  void keepsNumbersAndBooleansAsSuch() {
    String record =
        text("b", true, "i", 1, "l", Long.MIN_VALUE, "s", (short) 2, "y", (byte) -3, "t", "4");

    assertThat(record)
        .endsWith(
            "\"kv\":{\"b\":true,\"i\":1,\"l\":-9223372036854775808,\"s\":2,\"y\":-3,\"t\":\"4\"}}");
  }

  @Test
  void keepsExactNumbersExact() {
    BigDecimal tenth = new BigDecimal("0.10000000000000000000000000001");
    BigInteger big = BigInteger.TEN.pow(40);
    JsonNode kv = kv("d", tenth, "i", big);

    assertThat(kv.path("d").decimalValue()).isEqualTo(tenth);
    assertThat(kv.path("i").bigIntegerValue()).isEqualTo(big);
  }

  @Test
  void writesWhatJsonHasNoNumberForAsText() {
    assertThat(text("n", Double.NaN, "p", Double.POSITIVE_INFINITY, "m", Float.NEGATIVE_INFINITY))
        .endsWith("\"kv\":{\"n\":\"NaN\",\"p\":\"Infinity\",\"m\":\"-Infinity\"}}");
  }

  @Test
  void writesNumbersOfUnknownKindsAsTheyPrint() {
    assertThat(kv("half", new Half()).path("half").asText()).isEqualTo("1/2");
  }

  @Test
  void writesNulls() {
    assertThat(text("gone", null, null, "value"))
        .endsWith("\"kv\":{\"gone\":null,\"null\":\"value\"}}");
    Map<String, @Nullable String> mdc = new HashMap<>(Collections.singletonMap("gone", null));
    @SuppressWarnings({"unchecked", "NullAway"}) // Values of an MDC may be null.
    Map<String, String> given = (Map<String, String>) (Map<?, ?>) mdc;
    assertThat(new Encoding().text(TestEvent.of("m").withMdc(given)))
        .endsWith("\"mdc\":{\"gone\":null}}");
  }

  @Test
  void renamesKeysThatStandTwice() {
    assertThat(text("a", 1, "a", 2, "a_", 3, "a", 4))
        .endsWith("\"kv\":{\"a\":1,\"a_\":2,\"a__\":3,\"a___\":4}}");
  }

  @Test
  void ignoresAKeyWithoutValue() {
    assertThat(text("a", 1, "b")).endsWith("\"kv\":{\"a\":1}}");
    assertThat(text("b")).endsWith("\"seq\":17}");
  }

  @Property(tries = 300)
  void readsBackAnyNumber(@ForAll double d, @ForAll float f, @ForAll long l, @ForAll BigDecimal b) {
    JsonNode kv = kv("d", d, "f", f, "l", l, "b", b);

    assertThat(kv.path("d").doubleValue()).isEqualTo(d);
    assertThat(kv.path("f").floatValue()).isEqualTo(f);
    assertThat(kv.path("l").longValue()).isEqualTo(l);
    assertThat(kv.path("b").decimalValue()).isEqualByComparingTo(b);
  }

  private static String text(@Nullable Object... pairs) {
    return new Encoding().text(TestEvent.of("m").withKeyValues(pairs));
  }

  private static JsonNode kv(@Nullable Object... pairs) {
    return Encoding.parse(text(pairs)).path("kv");
  }

  private static final class Half extends Number {
    private static final long serialVersionUID = 1;

    @Override
    public int intValue() {
      return 0;
    }

    @Override
    public long longValue() {
      return 0;
    }

    @Override
    public float floatValue() {
      return 0.5f;
    }

    @Override
    public double doubleValue() {
      return 0.5;
    }

    @Override
    public String toString() {
      return "1/2";
    }
  }
}
