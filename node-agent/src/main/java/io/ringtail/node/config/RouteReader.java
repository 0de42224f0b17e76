package io.ringtail.node.config;

import io.ringtail.config.NearestName;
import io.ringtail.config.Parsed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code routes}, and sees that every entry has one. */
final class RouteReader {
  private static final String GROUP = "/aws/containerinsights/${cluster}/application";
  private static final String STREAM = "${host}-${tag}";

  private final SelectorReader selectors;
  private final List<String> sinks;
  private final String defaultGroup;
  private final String defaultStream;
  private final Names names = new Names("route", List.of(RouteConfig.UNROUTED), false);
  private final List<RouteConfig> routes = new ArrayList<>();
  private @Nullable String catchAll;

  RouteReader(
      SelectorReader selectors, List<String> sinks, Section agent, Environment environment) {
    this.selectors = selectors;
    this.sinks = sinks;
    this.defaultGroup = fallback("RINGTAIL_LOG_GROUP", "log-group", GROUP, agent, environment);
    this.defaultStream = fallback("RINGTAIL_LOG_STREAM", "log-stream", STREAM, agent, environment);
  }

  List<RouteConfig> read(List<Section> sections) {
    sections.forEach(this::read);
    if (catchAll == null) {
      // What no route wants is sent all the same: a log that is nowhere helps nobody.
      routes.add(new RouteConfig(RouteConfig.UNROUTED, Selector.ALL, defaultGroup, defaultStream));
    }
    return routes;
  }

  private void read(Section section) {
    String name = names.define(section);
    Selector when = selectors.read(section);
    String group = section.template("log-group");
    String stream = section.template("log-stream");
    List<String> to = section.values("sinks", this::sink);
    section.end();
    checkReach(section, name, when);
    routes.add(
        new RouteConfig(
            name,
            when,
            group == null ? defaultGroup : group,
            stream == null ? defaultStream : stream,
            to));
    if (when.equals(Selector.ALL) && catchAll == null) {
      catchAll = name;
    }
  }

  private Parsed<String> sink(String text) {
    String name = text.strip();
    return sinks.contains(name)
        ? Parsed.good(name)
        : Parsed.bad(
            "no such sink"
                + NearestName.hint(name, sinks)
                + "; legal are "
                + String.join(", ", sinks));
  }

  private void checkReach(Section section, String name, Selector when) {
    String earlier =
        catchAll != null
            ? catchAll
            : routes.stream()
                .filter(route -> route.when().equals(when))
                .map(RouteConfig::name)
                .findFirst()
                .orElse(null);
    if (earlier != null) {
      section.warning(
          "name",
          "never reached: the route " + earlier + " before it takes all that it could",
          "nothing goes to " + name);
    }
  }

  private static String fallback(
      String variable, String key, String otherwise, Section agent, Environment environment) {
    String inFile = agent.template(key);
    String inEnvironment = environment.read(variable, RouteReader::template);
    if (inEnvironment != null) {
      return inEnvironment;
    }
    return inFile == null ? otherwise : inFile;
  }

  private static Parsed<String> template(String text) {
    List<String> problems = Legal.templateProblems(text.strip());
    return new Parsed<>(problems.isEmpty() ? text.strip() : null, problems, null);
  }
}
