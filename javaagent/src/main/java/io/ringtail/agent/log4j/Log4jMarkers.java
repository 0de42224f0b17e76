package io.ringtail.agent.log4j;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Marker;
import org.jspecify.annotations.Nullable;

/** The names of an event's marker and of all that stand above it, each once. */
final class Log4jMarkers {
  private Log4jMarkers() {}

  static String @Nullable [] of(@Nullable Marker marker) {
    if (marker == null) {
      return null;
    }
    if (!marker.hasParents()) {
      return new String[] {marker.getName()};
    }
    List<String> names = new ArrayList<>();
    collect(marker, names);
    return names.toArray(String[]::new);
  }

  private static void collect(Marker marker, List<String> names) {
    if (names.contains(marker.getName())) {
      return;
    }
    names.add(marker.getName());
    Marker[] parents = marker.getParents();
    if (parents != null) {
      for (Marker parent : parents) {
        collect(parent, names);
      }
    }
  }
}
