package io.ringtail.console.filter;

/**
 * A CloudWatch Logs filter pattern: terms ({@code ERROR "connection reset" ?a ?b -health}) or a
 * JSON condition ({@code { $.level = "ERROR" && $.kv.orderId > 16 }}). Terms are case-sensitive and
 * match anywhere in a message.
 *
 * <p>Regular expressions ({@code %...%}) and space-delimited patterns ({@code [...]}) of the
 * service's language are refused, not ignored.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter
 *     pattern syntax</a>
 */
@FunctionalInterface
public interface FilterPattern {
  /** The service's limit, in characters. */
  int MAX_LENGTH = 1024;

  boolean matches(String message);

  static FilterPattern parse(String pattern) throws UnsupportedPatternException {
    String trimmed = pattern.strip();
    if (trimmed.isEmpty()) {
      return message -> true;
    }
    return switch (trimmed.charAt(0)) {
      case '{' -> new JsonPatternParser(trimmed).parse();
      case '[' -> throw new UnsupportedPatternException(pattern, "space-delimited patterns");
      default -> TermPattern.parse(trimmed);
    };
  }
}
