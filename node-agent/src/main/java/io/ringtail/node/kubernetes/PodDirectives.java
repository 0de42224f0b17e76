package io.ringtail.node.kubernetes;

import io.ringtail.node.config.TransformConfig;
import io.ringtail.node.entry.StdStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pod asks for by its annotations, for the log of one of its containers.
 *
 * @param stdout for that stream
 * @param stderr for that one
 * @param multiline `auto`, `off` or the name of a rule; null: as configured
 * @param transforms to be applied to the log's entries after those that are configured; they select
 *     everything
 */
public record PodDirectives(
    OfStream stdout,
    OfStream stderr,
    @Nullable String multiline,
    List<TransformConfig> transforms) {

  /** Nothing is asked for. */
  public static final PodDirectives NONE =
      new PodDirectives(OfStream.NONE, OfStream.NONE, null, List.of());

  public PodDirectives {
    transforms = List.copyOf(transforms);
  }

  /**
   * For one stream of the container.
   *
   * @param excluded whether it is not to be sent
   * @param parser the name of the parser for its text; null: as configured
   */
  public record OfStream(boolean excluded, @Nullable String parser) {
    static final OfStream NONE = new OfStream(false, null);
  }

  /** Whether nothing of the stream is to be sent. */
  public boolean excludes(StdStream stream) {
    return of(stream).excluded();
  }

  /** Whether nothing of the log is to be sent: it need not even be read. */
  public boolean excludesAll() {
    return stdout.excluded() && stderr.excluded();
  }

  /** The name of a parser that exists; null: as configured. */
  public @Nullable String parser(StdStream stream) {
    return of(stream).parser();
  }

  private OfStream of(StdStream stream) {
    return switch (stream) {
      case STDOUT -> stdout;
      case STDERR -> stderr;
      case NONE -> OfStream.NONE;
    };
  }

  /** Whether an annotation may be one for us, by its key. */
  static boolean isDirective(String key) {
    return key.startsWith(DirectiveReader.OURS) || key.startsWith(DirectiveReader.FLUENT_BIT);
  }
}
