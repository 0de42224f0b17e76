package io.ringtail.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.config.Option;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logback sets an element of the XML by the method of its name: without one it is ignored. */
final class OptionSettersTest {
  static Stream<Option> options() {
    Set<Option.Scope> ours = Set.of(Option.Scope.IN_PROCESS, Option.Scope.SINK);
    return Arrays.stream(Option.values()).filter(option -> ours.contains(option.scope()));
  }

  @ParameterizedTest
  @MethodSource("options")
  void isAnElementOfTheXml(Option option) throws Exception {
    RingtailAppender appender = new RingtailAppender();
    String name = option.xmlName();
    String setter = "set" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);

    RingtailAppender.class.getMethod(setter, String.class).invoke(appender, "value");

    Field options = RingtailAppender.class.getDeclaredField("options");
    options.setAccessible(true);
    assertThat(options.get(appender)).isEqualTo(Map.of(name, "value"));
  }
}
