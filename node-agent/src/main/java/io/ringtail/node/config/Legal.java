package io.ringtail.node.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.ringtail.config.DeadLetterPlace;
import io.ringtail.config.NameTemplate;
import io.ringtail.config.NearestName;
import io.ringtail.config.Parsed;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** What values must look like, beside those that core knows. */
final class Legal {
  /** The longest that an option in milliseconds may be. */
  static final long MAX_MILLIS = 600_000;

  private Legal() {}

  static Parsed<String> text(String text) {
    return Parsed.good(text);
  }

  static Parsed<String> name(String text) {
    return text.isBlank() ? Parsed.bad("blank; legal is a name") : Parsed.good(text.strip());
  }

  /** Globs of the names of sources, namespaces, pods and containers: {@code *} and {@code ?}. */
  static Parsed<String> nameGlob(String text) {
    return text.isBlank()
        ? Parsed.bad("blank; legal is a name, with * for any characters and ? for one")
        : Parsed.good(text.strip());
  }

  /** Read by what finds the files, so that what is legal here is so there. */
  static Parsed<String> pathGlob(String text) {
    try {
      PathGlob.parse(text);
      return Parsed.good(text);
    } catch (IllegalArgumentException e) {
      return Parsed.bad(
          "no pattern of files: "
              + firstLine(e)
              + "; legal is an absolute path, such as /var/log/containers/*.log, with * ? [abc]"
              + " {a,b} and ** across directories");
    }
  }

  static Parsed<Path> absolutePath(String text) {
    return text.startsWith("/")
        ? Parsed.good(Path.of(text))
        : Parsed.bad("legal is an absolute path");
  }

  static Parsed<DeadLetterPlace> deadLetterPlace(String text) {
    DeadLetterPlace inSink = DeadLetterPlace.InSink.parse(text);
    if (inSink != null) {
      return Parsed.good(inSink);
    }
    return text.startsWith("/")
        ? Parsed.good(new DeadLetterPlace.Directory(Path.of(text)))
        : Parsed.bad("legal are an absolute path, and s3://bucket/prefix");
  }

  static Parsed<Pattern> regex(String text) {
    try {
      return Parsed.good(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      return Parsed.bad(
          "no regular expression of RE2: "
              + firstLine(e)
              + "; RE2 has no look-around and no back references");
    }
  }

  static Parsed<Charset> charset(String text) {
    try {
      return Parsed.good(Charset.forName(text.strip()));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Parsed.bad("legal is the name of an encoding, such as UTF-8, ISO-8859-1 or Shift_JIS");
    }
  }

  static Parsed<URI> httpUrl(String text) {
    try {
      URI uri = new URI(text.strip());
      String scheme = uri.getScheme();
      if (uri.getHost() != null && ("https".equals(scheme) || "http".equals(scheme))) {
        return Parsed.good(uri);
      }
    } catch (URISyntaxException e) {
      // Told below, as a URL of another kind is.
    }
    return Parsed.bad("legal is a URL such as https://10.0.0.1:10250");
  }

  static Function<String, Parsed<Integer>> whole(int min, int max) {
    return text -> {
      try {
        int number = Integer.parseInt(text.strip());
        if (number >= min && number <= max) {
          return Parsed.good(number);
        }
      } catch (NumberFormatException e) {
        // Told below, as a number out of range is.
      }
      return Parsed.bad("legal is a whole number from " + min + " to " + max);
    };
  }

  static Parsed<Double> positive(String text) {
    try {
      double number = Double.parseDouble(text.strip());
      if (number > 0 && Double.isFinite(number)) {
        return Parsed.good(number);
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    return Parsed.bad("legal is a number above 0");
  }

  /** One of an enum's words, {@code api-server} for API_SERVER. */
  static <E extends Enum<E>> Function<String, Parsed<E>> oneOf(Class<E> type) {
    return text -> {
      List<String> words = Stream.of(type.getEnumConstants()).map(Legal::word).toList();
      int at = words.indexOf(text.strip().toLowerCase(Locale.ROOT));
      return at >= 0
          ? Parsed.good(type.getEnumConstants()[at])
          : Parsed.bad(
              "legal are " + String.join(", ", words) + NearestName.hint(text.strip(), words));
    };
  }

  static Function<String, Parsed<String>> oneOf(List<String> words) {
    return text ->
        words.contains(text.strip())
            ? Parsed.good(text.strip())
            : Parsed.bad(
                "legal are " + String.join(", ", words) + NearestName.hint(text.strip(), words));
  }

  static List<String> templateProblems(String text) {
    return NameTemplate.parse(text, RouteConfig.PLACEHOLDERS).problems();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
