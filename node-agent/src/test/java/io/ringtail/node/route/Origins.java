package io.ringtail.node.route;

import io.ringtail.node.entry.Origin;
import io.ringtail.node.kubernetes.PodInfo;
import io.ringtail.node.kubernetes.PodRef;
import java.util.Map;

/** Logs of a pod, of a file and of a unit. */
final class Origins {
  private Origins() {}

  static Origin ofPod(String source, Map<String, String> labels) {
    PodRef pod = new PodRef("shop", "cart-1", "uid-1", "app", null);
    PodInfo info =
        new PodInfo(
            "shop",
            "cart-1",
            "uid-1",
            "uid-1",
            "node-1",
            "10.0.0.9",
            null,
            null,
            labels,
            Map.of(),
            Map.of(),
            Map.of());
    String tag = source + ".var.log.containers.cart-1_shop_app-0123.log";
    return new Origin(source, tag, pod, info, null);
  }

  static Origin ofUnknownPod(String source) {
    Origin known = ofPod(source, Map.of());
    return new Origin(source, known.tag(), known.pod(), null, null);
  }

  static Origin ofHost(String source) {
    return new Origin(source, source, null, null, null);
  }

  static Origin ofUnit(String source, String unit) {
    return new Origin(source, source + '.' + unit, null, null, unit);
  }
}
