package io.ringtail.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathGlobTest {
  @Test
  void beginsWithADirectoryThatNeedNotBeSearched() {
    PathGlob glob = PathGlob.parse("/var/log/pods/*_app/**/[0-9].log");

    assertThat(glob.base()).isEqualTo(Path.of("/var/log/pods"));
    assertThat(glob.names())
        .extracting(PathGlob.Name::anyDepth)
        .containsExactly(false, true, false);
    assertThat(glob.names().get(0).matches("cart_app")).isTrue();
    assertThat(glob.names().get(2).matches("a.log")).isFalse();
  }

  /** What the agent could not start with must not pass check-config. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/var/log/app/",
        "/var/log/{nginx/access,app}.log",
        "logs/*.log",
        "/a/[b",
        "/",
        ""
      })
  void whatIsNoneIsRefusedByTheConfigurationToo(String pattern) {
    assertThatThrownBy(() -> PathGlob.parse(pattern)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Legal.pathGlob(pattern).value()).isNull();
    assertThat(Legal.pathGlob(pattern).wrong().get(0)).contains("no pattern of files", "legal is");
  }
}
