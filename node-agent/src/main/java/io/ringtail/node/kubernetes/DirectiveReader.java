package io.ringtail.node.kubernetes;

import io.ringtail.node.config.TransformConfig;
import io.ringtail.node.entry.StdStream;
import io.ringtail.node.kubernetes.PodDirectives.OfStream;
import io.ringtail.telemetry.Notices;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the annotations by which pods steer their own logs: those that Fluent Bit knows, and the
 * same and some more under `ringtail.io/`, which win.
 *
 * <p>For each directive the most specific annotation counts: for this stream of this container,
 * then for this container, for this stream, for the pod. One with an illegal value is told, and
 * treated as if it were not there.
 *
 * <p>Threading: one thread.
 *
 * @see <a href="https://docs.fluentbit.io/manual/data-pipeline/filters/kubernetes">Kubernetes
 *     annotations of Fluent Bit's filter</a>
 */
public final class DirectiveReader {
  static final String OURS = "ringtail.io/";
  static final String FLUENT_BIT = "fluentbit.io/";

  private static final String EXCLUDE = "exclude";
  private static final String PARSER = "parser";

  /** Those that Fluent Bit does not know. */
  private static final String MULTILINE = "multiline";

  private static final String RATE_LIMIT = "rate-limit";
  private static final String SAMPLE = "sample";
  private static final String REDACT = "redact";

  private final Set<String> parsers;
  private final Set<String> multilineRules;
  private final Set<String> redactions;
  private final DirectiveNotices notices;

  /**
   * @param parsers the names of all that there are, built-in ones too
   * @param multilineRules likewise, beside `auto` and `off`
   * @param redactions the names of the built-in patterns for redaction
   */
  public DirectiveReader(
      Set<String> parsers, Set<String> multilineRules, Set<String> redactions, Notices notices) {
    this.parsers = Set.copyOf(parsers);
    this.multilineRules = Set.copyOf(multilineRules);
    this.redactions = Set.copyOf(redactions);
    this.notices = new DirectiveNotices(notices);
  }

  /**
   * @param container the name of the container that writes the log
   */
  public PodDirectives read(PodInfo pod, String container) {
    if (pod.annotations().keySet().stream().noneMatch(PodDirectives::isDirective)) {
      return PodDirectives.NONE;
    }
    Look look = new Look(pod, container);
    List<TransformConfig> transforms = new ArrayList<>();
    addIfSet(transforms, look.ours(REDACT, this::redact));
    addIfSet(transforms, look.ours(SAMPLE, DirectiveValues::sample));
    addIfSet(transforms, look.ours(RATE_LIMIT, DirectiveValues::rateLimit));
    PodDirectives directives =
        new PodDirectives(
            ofStream(look, StdStream.STDOUT),
            ofStream(look, StdStream.STDERR),
            look.ours(MULTILINE, this::multiline),
            transforms);
    tellUnknown(pod);
    return directives;
  }

  private OfStream ofStream(Look look, StdStream stream) {
    Boolean excluded = look.both(EXCLUDE, stream, DirectiveValues::bool);
    return new OfStream(
        excluded != null && excluded,
        look.both(PARSER, stream, value -> oneOf(parsers, "the name of a parser", value)));
  }

  private String multiline(String value) {
    if (value.equals("auto") || value.equals("off")) {
      return value;
    }
    return oneOf(multilineRules, "auto, off or the name of a rule", value);
  }

  private TransformConfig redact(String value) {
    List<String> names = new ArrayList<>();
    for (String name : value.split(",", -1)) {
      names.add(oneOf(redactions, "a list of built-in patterns with commas between", name.strip()));
    }
    return DirectiveValues.redact(names);
  }

  private static String oneOf(Set<String> legal, String what, String value) {
    if (!legal.contains(value)) {
      throw new IllegalDirectiveException(what + DirectiveValues.listed(legal));
    }
    return value;
  }

  private static void addIfSet(List<TransformConfig> to, @Nullable TransformConfig transform) {
    if (transform != null) {
      to.add(transform);
    }
  }

  /** A mistyped key would do nothing, and nobody would know why. */
  private void tellUnknown(PodInfo pod) {
    for (String key : pod.annotations().keySet()) {
      if (key.startsWith(OURS) && !isKnown(key.substring(OURS.length()))) {
        notices.unknown(pod, key);
      }
    }
  }

  private static boolean isKnown(String name) {
    return isForm(name, EXCLUDE, true)
        || isForm(name, PARSER, true)
        || isForm(name, MULTILINE, false)
        || isForm(name, RATE_LIMIT, false)
        || isForm(name, SAMPLE, false)
        || isForm(name, REDACT, false);
  }

  private static boolean isForm(String name, String directive, boolean hasStreams) {
    if (!name.startsWith(directive)) {
      return false;
    }
    String rest = name.substring(directive.length());
    if (hasStreams && (rest.startsWith("_stdout") || rest.startsWith("_stderr"))) {
      rest = rest.substring("_stdout".length());
    }
    return rest.isEmpty() || (rest.startsWith("-") && rest.length() > 1);
  }

  /** Into the annotations of one pod, for one of its containers. */
  private final class Look {
    private final PodInfo pod;
    private final String container;

    Look(PodInfo pod, String container) {
      this.pod = pod;
      this.container = container;
    }

    /** What {@code directive} says under either prefix; null if nothing legal. */
    <T> @Nullable T both(String directive, StdStream stream, Function<String, T> read) {
      T ours = find(OURS + directive, stream, read);
      return ours != null ? ours : find(FLUENT_BIT + directive, stream, read);
    }

    /** What one of our own directives says, which know no streams. */
    <T> @Nullable T ours(String directive, Function<String, T> read) {
      return find(OURS + directive, StdStream.NONE, read);
    }

    private <T> @Nullable T find(String key, StdStream stream, Function<String, T> read) {
      List<String> mostSpecificFirst =
          stream == StdStream.NONE
              ? List.of(key + '-' + container, key)
              : List.of(
                  key + '_' + stream.label() + '-' + container,
                  key + '-' + container,
                  key + '_' + stream.label(),
                  key);
      for (String candidate : mostSpecificFirst) {
        String value = pod.annotations().get(candidate);
        if (value != null) {
          try {
            return read.apply(value.strip());
          } catch (IllegalDirectiveException e) {
            notices.illegal(pod, candidate, value, e.legal());
          }
        }
      }
      return null;
    }
  }
}
