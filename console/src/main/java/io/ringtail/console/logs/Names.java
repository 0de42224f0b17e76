package io.ringtail.console.logs;

import java.util.regex.Pattern;

/**
 * What names may look like, after the API reference of CreateLogGroup and CreateLogStream.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html">CreateLogStream</a>
 */
final class Names {
  private static final int MAX_LENGTH = 512;
  private static final Pattern GROUP = Pattern.compile("[.\\-_/#A-Za-z0-9]+");
  private static final Pattern STREAM = Pattern.compile("[^:*]*");

  private Names() {}

  static String group(String parameter, String name) {
    return checked(parameter, name, GROUP);
  }

  static String stream(String parameter, String name) {
    return checked(parameter, name, STREAM);
  }

  /** A group by its name or its ARN, as {@code logGroupIdentifier} allows. */
  static String groupOfIdentifier(String identifier) {
    String marker = ":log-group:";
    int found = identifier.startsWith("arn:") ? identifier.indexOf(marker) : -1;
    String name = found < 0 ? identifier : identifier.substring(found + marker.length());
    return group(
        "logGroupIdentifier", name.endsWith(":*") ? name.substring(0, name.length() - 2) : name);
  }

  private static String checked(String parameter, String name, Pattern legal) {
    if (name.isEmpty()) {
      throw ServiceError.constraint(
              name, parameter, "Member must have length greater than or equal to 1")
          .refused();
    }
    if (name.length() > MAX_LENGTH) {
      throw ServiceError.constraint(
              name, parameter, "Member must have length less than or equal to " + MAX_LENGTH)
          .refused();
    }
    if (!legal.matcher(name).matches()) {
      throw ServiceError.constraint(
              name, parameter, "Member must satisfy regular expression pattern: " + legal.pattern())
          .refused();
    }
    return name;
  }
}
