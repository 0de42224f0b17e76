package io.ringtail.node.format;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.ringtail.node.config.MultilineRule;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the configuration. Patterns are searched for in the bytes of the line, which are taken
 * for UTF-8.
 */
final class RuleContinuation implements Continuation {
  private static final byte[] NOTHING = {};

  private final @Nullable Matcher start;
  private final @Nullable Matcher next;

  RuleContinuation(MultilineRule rule) {
    this.start = matcher(rule.start());
    this.next = matcher(rule.next());
  }

  private static @Nullable Matcher matcher(@Nullable Pattern pattern) {
    return pattern == null ? null : pattern.matcher(NOTHING);
  }

  @Override
  public boolean begin(Line line) {
    return true;
  }

  @Override
  public Verdict next(Line first, Line line) {
    // The matcher knows whole arrays only.
    byte[] text = Arrays.copyOfRange(line.bytes, line.from, line.to);
    boolean continues =
        (start == null || !start.reset(text).find()) && (next == null || next.reset(text).find());
    return continues ? Verdict.JOIN : Verdict.BREAK;
  }
}
