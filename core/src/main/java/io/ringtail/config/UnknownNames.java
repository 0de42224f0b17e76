package io.ringtail.config;

import io.ringtail.config.ConfigProblem.Source;
import io.ringtail.config.Option.Scope;
import io.ringtail.metadata.Surroundings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Finds names that look like ours and are not: most of them are typing errors. */
public final class UnknownNames {

  private final List<ConfigProblem> problems = new ArrayList<>();

  private UnknownNames() {}

  static List<ConfigProblem> in(Surroundings surroundings, Map<String, String> file) {
    UnknownNames unknown = new UnknownNames();
    unknown.checkEnvironment(surroundings.env());
    for (String name : sorted(surroundings.properties(), Option.PROPERTY_PREFIX)) {
      unknown.check(name, Option.PROPERTY_PREFIX, Source.SYSTEM_PROPERTY);
    }
    for (String name : sorted(file, "")) {
      unknown.check(name, "", Source.FILE);
      unknown.checkScope(name);
    }
    return unknown.problems;
  }

  /** Variables that begin with RINGTAIL_ and are no option of any of our parts. */
  public static List<ConfigProblem> inEnvironment(Map<String, String> env) {
    UnknownNames unknown = new UnknownNames();
    unknown.checkEnvironment(env);
    return unknown.problems;
  }

  private void checkEnvironment(Map<String, String> env) {
    for (String name : sorted(env, Option.ENV_PREFIX)) {
      // Legal ones first: patterns are only compiled for those that are not.
      if (!isLegal(name, Source.ENVIRONMENT)
          && !ServiceLink.matches(name, env.getOrDefault(name, ""))) {
        check(name, Option.ENV_PREFIX, Source.ENVIRONMENT);
      }
    }
  }

  // Loops, not streams, here and below: this runs while a program starts.
  private static List<String> sorted(Map<String, String> values, String prefix) {
    List<String> names = new ArrayList<>();
    for (String name : values.keySet()) {
      if (name.startsWith(prefix)) {
        names.add(name);
      }
    }
    if (names.size() > 1) {
      Collections.sort(names);
    }
    return names;
  }

  private void check(String name, String prefix, Source source) {
    if (!name.startsWith(prefix) || isLegal(name, source)) {
      return;
    }
    List<String> legal = new ArrayList<>();
    for (Option option : Option.values()) {
      // In a file only the options of this side can be meant; a variable may be another part's.
      if (source != Source.FILE || isInProcess(option)) {
        legal.add(spelling(option, source));
      }
    }
    // The value is not shown: whose it is, and whether it is a secret, is not known.
    String wrong = "no such option" + hint(name, prefix, legal);
    problems.add(new ConfigProblem(name, source, null, wrong, "ignored"));
  }

  private static boolean isLegal(String name, Source source) {
    for (Option option : Option.values()) {
      if (spelling(option, source).equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static String spelling(Option option, Source source) {
    if (source == Source.FILE) {
      return option.xmlName();
    }
    return source == Source.ENVIRONMENT ? option.env() : option.property();
  }

  private static String hint(String name, String prefix, List<String> legal) {
    List<String> rests = legal.stream().map(each -> each.substring(prefix.length())).toList();
    String nearest = NearestName.of(name.substring(prefix.length()), rests);
    return nearest == null ? "" : " (did you mean " + prefix + nearest + "?)";
  }

  private static boolean isInProcess(Option option) {
    return option.scope() == Scope.IN_PROCESS || option.scope() == Scope.SINK;
  }

  private void checkScope(String xmlName) {
    for (Option option : Option.values()) {
      if (option.xmlName().equals(xmlName) && !isInProcess(option)) {
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
