package io.ringtail.node.route;

import io.ringtail.config.NameTemplate;
import io.ringtail.node.config.RouteConfig;

/** A route with its templates ready. */
record Route(RouteConfig config, NameTemplate group, NameTemplate stream) {
  static Route of(RouteConfig config) {
    return new Route(config, template(config.logGroup()), template(config.logStream()));
  }

  boolean dependsOnDate() {
    return group.dependsOnDate() || stream.dependsOnDate();
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
