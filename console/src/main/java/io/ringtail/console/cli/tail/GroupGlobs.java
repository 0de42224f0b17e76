package io.ringtail.console.cli.tail;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names of log groups in which {@code *} stands for anything and {@code ?} for one character. */
final class GroupGlobs {
  /** The part before the first wildcard is all that the service can look for. */
  private record Glob(String prefix, Pattern pattern) {
    static Glob of(String text) {
      StringBuilder regex = new StringBuilder();
      int wildcard = text.length();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '*' || c == '?') {
          wildcard = Math.min(wildcard, i);
          regex.append(c == '*' ? ".*" : ".");
        } else {
          regex.append(Pattern.quote(String.valueOf(c)));
        }
      }
      return new Glob(text.substring(0, wildcard), Pattern.compile(regex.toString()));
    }
  }

  private final List<String> texts;
  private final List<Glob> globs = new ArrayList<>();

  GroupGlobs(List<String> texts) {
    this.texts = List.copyOf(texts);
    this.texts.forEach(text -> globs.add(Glob.of(text)));
  }

  /** The groups there are now, each once. */
  List<LogsApi.Group> find(LogsApi api) throws ServiceProblem {
    Map<String, LogsApi.Group> found = new LinkedHashMap<>();
    for (Glob glob : globs) {
      for (LogsApi.Group group : api.groups(glob.prefix())) {
        if (glob.pattern().matches(group.name())) {
          found.putIfAbsent(group.name(), group);
        }
      }
    }
    return List.copyOf(found.values());
  }

  @Override
  public String toString() {
    return String.join(", ", texts);
  }
}
