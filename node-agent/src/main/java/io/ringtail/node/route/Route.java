package io.ringtail.node.route;

import io.ringtail.config.DestinationNames;
import io.ringtail.config.NameTemplate;
import io.ringtail.node.config.RouteConfig;
import java.util.function.UnaryOperator;

/** A route with the templates of one sink ready. */
record Route(RouteConfig config, DestinationNames names) {
  /**
   * @param ofSink the sink's own templates, from those of log group and log stream
   */
  static Route of(RouteConfig config, UnaryOperator<DestinationNames> ofSink) {
    DestinationNames logs =
        new DestinationNames(template(config.logGroup()), template(config.logStream()));
    return new Route(config, ofSink.apply(logs));
  }

  boolean dependsOnDate() {
    return names.dependsOnDate();
  }

  private static NameTemplate template(String text) {
    NameTemplate.Parsed parsed = NameTemplate.parse(text, RouteConfig.PLACEHOLDERS);
    NameTemplate template = parsed.template();
    if (template == null) {
      throw new IllegalArgumentException(String.join("; ", parsed.problems()));
    }
    return template;
  }
}
