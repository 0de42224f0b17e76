package io.ringtail.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** The names of an event's markers, from one marker (Logback 1.2) or many. */
final class MarkerNames {
  private MarkerNames() {}

  static String @Nullable [] of(ILoggingEvent event) {
    if (!LogbackFeatures.HAS_MARKER_LIST) {
      return ofOne(event);
    }
    List<Marker> markers = event.getMarkerList();
    if (markers == null || markers.isEmpty()) {
      return null;
    }
    String[] names = new String[markers.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = markers.get(i).getName();
    }
    return names;
  }

  // Not deprecated where it is called: it is all that 1.2 has.
  @SuppressWarnings("deprecation")
  private static String @Nullable [] ofOne(ILoggingEvent event) {
    Marker marker = event.getMarker();
    return marker == null ? null : new String[] {marker.getName()};
  }
}
