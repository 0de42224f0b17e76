package io.ringtail.agent.hook;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Names where a class comes from, as people know it: the jar's file name, with its version. */
final class Origin {
  private Origin() {}

  static String of(@Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "Java " + System.getProperty("java.version");
    }
    String location = source.getLocation().toString();
    int end = location.length();
    while (end > 0 && (location.charAt(end - 1) == '/' || location.charAt(end - 1) == '!')) {
      end--;
    }
    return location.substring(location.lastIndexOf('/', end - 1) + 1, end);
  }
}
