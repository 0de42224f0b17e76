package io.ringtail.node.route;

import io.ringtail.batch.Destination;

/**
 * Where entries of one origin and stream go.
 *
 * @param route the name of the route that decided
 * @param dependsOnDate whether to ask again for an entry of another second; else it holds for as
 *     long as the origin is the same
 */
public record RouteTarget(String route, Destination destination, boolean dependsOnDate) {}
