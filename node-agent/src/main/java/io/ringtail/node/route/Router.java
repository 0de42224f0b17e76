package io.ringtail.node.route;

import io.ringtail.batch.Destination;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.NameTemplate;
import io.ringtail.config.ResolvedName;
import io.ringtail.metadata.PodMetadata;
import io.ringtail.metadata.Surroundings;
import io.ringtail.node.config.NodeConfig;
import io.ringtail.node.config.RouteConfig;
import io.ringtail.node.entry.Origin;
import io.ringtail.node.entry.StdStream;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds where entries go: the first route that matches decides.
 *
 * <p>Threading: the reading thread. Asked once for each log and stream, again when its pod becomes
 * known, and once a second where a name has a date in it: callers keep the answer.
 */
public final class Router {
  private final Placeholders placeholders;
  private final Surroundings surroundings;
  private final Notices notices;
  private final String sink;
  private final List<Route> routes;

  /**
   * @param sink the name of the one whose destinations are found
   * @param names the sink's own templates, from those of log group and log stream
   */
  public Router(
      NodeConfig config,
      String sink,
      UnaryOperator<DestinationNames> names,
      Surroundings surroundings,
      Notices notices) {
    this.placeholders = new Placeholders(config.agent());
    this.surroundings = surroundings;
    this.notices = notices;
    this.routes = config.routes().stream().map(route -> Route.of(route, names)).toList();
    this.sink = sink;
  }

  /**
   * Where entries of this origin and stream go; null if not to this sink.
   *
   * @param time of the entry, for names with a date
   * @throws IllegalStateException if no route takes it; the last one of a configuration that was
   *     read takes everything
   */
  public @Nullable RouteTarget resolve(Origin origin, StdStream stream, Instant time) {
    Route route = find(origin, stream);
    return route.config().goesTo(sink) ? resolve(route, origin, stream, time) : null;
  }

  /** The same for what the sink has to be told in any case. */
  public RouteTarget resolveAnyway(Origin origin, StdStream stream, Instant time) {
    return resolve(find(origin, stream), origin, stream, time);
  }

  private Route find(Origin origin, StdStream stream) {
    for (Route route : routes) {
      if (Selectors.matches(route.config().when(), origin, stream)) {
        return route;
      }
    }
    throw new IllegalStateException("no route for the source " + origin.source());
  }

  private RouteTarget resolve(Route route, Origin origin, StdStream stream, Instant time) {
    PodMetadata pod = placeholders.pod(origin);
    Map<String, String> more = Placeholders.more(origin, stream);
    Destination destination =
        new Destination(
            told(
                route.names().group(),
                route.names().group().resolve(pod, surroundings, time, more)),
            told(
                route.names().stream(),
                route.names().stream().resolve(pod, surroundings, time, more)));
    if (route.config().name().equals(RouteConfig.UNROUTED)) {
      tellUnrouted(origin, destination);
    }
    return new RouteTarget(route.config().name(), destination, route.dependsOnDate());
  }

  private String told(NameTemplate template, ResolvedName name) {
    if (!name.unknown().isEmpty()) {
      notices.tell(
          Weight.WARNING,
          "name " + template.text(),
          "in "
              + template.text()
              + " these are not known here: "
              + String.join(", ", name.unknown())
              + "; using "
              + name.name());
    }
    return name.name();
  }

  private void tellUnrouted(Origin origin, Destination destination) {
    notices.tell(
        Weight.WARNING,
        "unrouted " + origin.source(),
        "no route takes "
            + origin.tag()
            + " of the source "
            + origin.source()
            + "; such entries go to the log group "
            + destination.group());
  }
}
