package io.ringtail.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.bench.receiver.Arrivals;
import io.ringtail.bench.subject.SubjectKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class VerdictTest {
  private static final ChildSpec SPEC =
      new ChildSpec(
          SubjectKind.RINGTAIL, 1, 0, 1, 1, 0, null, Path.of("f"), Path.of("r"), 0, 0, Map.of());

  @Test
  void keepsTheLimitUpToTheLastByte() {
    assertThat(verdict(4_096, 4_096, "").keepsItsLimit()).isTrue();
    assertThat(verdict(4_097, 4_096, "").keepsItsLimit()).isFalse();
  }

  @Test
  void provesNothingWhereSomethingCouldNotBeRead() {
    assertThat(verdict(1, 4_096, "java.util.BitSet").keepsItsLimit()).isFalse();
  }

  private static Verdict verdict(long retained, long limit, String unreadable) {
    Properties values = new Properties();
    values.setProperty("retained.highest", Long.toString(retained));
    values.setProperty("retained.limit", Long.toString(limit));
    values.setProperty("retained.unreadable", unreadable);
    return new Verdict(new ChildReport(SPEC, 0, values, false), null, -1, null, new Arrivals(1));
  }
}
