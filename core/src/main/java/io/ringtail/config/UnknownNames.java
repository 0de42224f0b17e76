package io.ringtail.config;

import io.ringtail.config.ConfigProblem.Source;
import io.ringtail.config.Option.Scope;
import io.ringtail.metadata.Surroundings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds names that look like ours and are not: most of them are typing errors. */
final class UnknownNames {

  private final List<ConfigProblem> problems = new ArrayList<>();

  private UnknownNames() {}

  static List<ConfigProblem> in(Surroundings surroundings, Map<String, String> file) {
    UnknownNames unknown = new UnknownNames();
    new TreeMap<>(surroundings.env())
        .forEach(
            (name, value) -> {
              if (name.startsWith(Option.ENV_PREFIX) && !ServiceLink.matches(name, value)) {
                unknown.check(name, Option.ENV_PREFIX, Option::env, Source.ENVIRONMENT);
              }
            });
    for (String name : new TreeMap<>(surroundings.properties()).keySet()) {
      unknown.check(name, Option.PROPERTY_PREFIX, Option::property, Source.SYSTEM_PROPERTY);
    }
    for (String name : new TreeMap<>(file).keySet()) {
      unknown.check(name, "", Option::xmlName, Source.FILE);
      unknown.checkScope(name);
    }
    return unknown.problems;
  }

  private void check(String name, String prefix, Function<Option, String> spelling, Source source) {
    if (!name.startsWith(prefix)) {
      return;
    }
    // In a file only the options of this side can be meant; a variable may be another part's.
    Collection<String> legal =
        Stream.of(Option.values())
            .filter(option -> source != Source.FILE || option.scope() == Scope.IN_PROCESS)
            .map(spelling)
            .toList();
    boolean known = Stream.of(Option.values()).map(spelling).anyMatch(name::equals);
    if (!known) {
      // The value is not shown: whose it is, and whether it is a secret, is not known.
      problems.add(
          new ConfigProblem(
              name, source, null, "no such option" + hint(name, prefix, legal), "ignored"));
    }
  }

  private static String hint(String name, String prefix, Collection<String> legal) {
    List<String> rests = legal.stream().map(each -> each.substring(prefix.length())).toList();
    String nearest = NearestName.of(name.substring(prefix.length()), rests);
    return nearest == null ? "" : " (did you mean " + prefix + nearest + "?)";
  }

  private void checkScope(String xmlName) {
    for (Option option : Option.values()) {
      if (option.xmlName().equals(xmlName) && option.scope() != Scope.IN_PROCESS) {
        String reader = option.scope() == Scope.JAVA_AGENT ? "the Java agent" : "the node agent";
        problems.add(
            new ConfigProblem(
                xmlName,
                Source.FILE,
                null,
                "read by " + reader + " only, from " + option.env(),
                "ignored"));
      }
    }
  }
}
