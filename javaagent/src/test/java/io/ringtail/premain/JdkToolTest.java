package io.ringtail.premain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JdkToolTest {
  @ParameterizedTest
  @CsvSource({
    "java.base, java.base/sun.security.tools.keytool.Main -list, true",
    "jdk.jcmd, jdk.jcmd/sun.tools.jcmd.JCmd 17, true",
    "jdk.compiler, jdk.compiler/com.sun.tools.javac.Main A.java, true",
    "'', org.codehaus.plexus.classworlds.launcher.Launcher verify, true",
    "'', org.gradle.wrapper.GradleWrapperMain build, true",
    "jdk.compiler, jdk.compiler/com.sun.tools.javac.launcher.Main Shop.java, false",
    "'', /app/shop.jar --server.port=8080, false",
    "com.example.shop, com.example.shop/com.example.Shop, false",
    "'', com.example.Shop java.lang, false",
    "'', '', false",
  })
  void tellsToolsFromPrograms(String module, String command, boolean tool) {
    assertThat(JdkTool.isTool(module, command)).isEqualTo(tool);
  }

  @ParameterizedTest
  @CsvSource({"SUN_STANDARD, true", "'', false", "generic, false"})
  void tellsJavaVersionFromAJvmInsideAnotherProgram(String launcher, boolean tool) {
    assertThat(JdkTool.isWithoutProgram(launcher)).isEqualTo(tool);
  }

  @ParameterizedTest
  @CsvSource({"1.6, 6", "1.8, 8", "9, 9", "17, 17", "26, 26", "next, 0"})
  void readsVersionsOldAndNew(String specification, int version) {
    assertThat(Premain.javaVersion(specification)).isEqualTo(version);
  }
}
