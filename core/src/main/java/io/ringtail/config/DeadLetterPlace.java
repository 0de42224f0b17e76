package io.ringtail.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where records are kept that a sink refuses for good. Its text is the one that was set. */
public sealed interface DeadLetterPlace {
  /** Files in a directory. */
  record Directory(Path path) implements DeadLetterPlace {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * Another sink, one that can be read again.
   *
   * @param sink its name, {@code s3} for instance
   * @param place where in it: what stands behind {@code s3://}
   */
  record InSink(String sink, String place) implements DeadLetterPlace {
    private static final Pattern TEXT = Pattern.compile("([A-Za-z][A-Za-z0-9]*)://(.*)");

    /** Null where {@code text} is none, but a path. */
    public static @Nullable InSink parse(String text) {
      Matcher parts = TEXT.matcher(text.strip());
      return parts.matches()
          ? new InSink(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2))
          : null;
    }

    @Override
    public String toString() {
      return sink + "://" + place;
    }
  }

  /** Reads an option's text. Whether the sink is there is not for us to know. */
  static Parsed<DeadLetterPlace> parse(String text) {
    // Looked for first: loading a pattern costs a starting program more than most others need.
    InSink inSink = text.contains("://") ? InSink.parse(text) : null;
    if (inSink != null) {
      return Parsed.good(inSink);
    }
    Parsed<Path> path = Values.directory(text);
    return new Parsed<>(
        path.value() == null ? null : new Directory(path.value()), path.wrong(), path.outcome());
  }
}
