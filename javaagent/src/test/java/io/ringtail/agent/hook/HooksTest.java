package io.ringtail.agent.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.boot.LogBridge;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

final class HooksTest {
  @Test
  void liesInAPackageThatTheTransformerLooksInto() {
    for (int number = 0; number < Hooks.count(); number++) {
      String name = Hooks.at(number).className();
      assertThat(HookTransformer.isHookedPackage(name, '/')).as(name).isTrue();
      assertThat(HookTransformer.isHookedPackage(name.replace('/', '.'), '.')).as(name).isTrue();
    }
    assertThat(HookTransformer.isHookedPackage("java/util/logging", '/')).isFalse();
    assertThat(HookTransformer.isHookedPackage("java/util/List", '/')).isFalse();
  }

  @Test
  void fitsIntoAFrame() {
    assertThat(Hooks.count()).isLessThan(1 << (LogBridge.EVENT_SHIFT - LogBridge.HOOK_SHIFT));
  }

  @Test
  void hasAReaderWhereItCaptures() throws IOException {
    for (int number = 0; number < Hooks.count(); number++) {
      Hook hook = Hooks.at(number);
      assertThat(hook.reader() != null)
          .isEqualTo(hook.role() == Role.CAPTURE || hook.role() == Role.REWRITE);
      if (hook.reader() != null) {
        String file = "/" + hook.reader().replace('.', '/') + ".class";
        try (InputStream in = HooksTest.class.getResourceAsStream(file)) {
          assertThat(in).as(file).isNotNull();
        }
      }
    }
  }
}
