package io.ringtail.bench.encode;

import io.ringtail.metadata.PodMetadata;
import java.util.Map;

/** A pod as most are. */
public final class SamplePod {
  private SamplePod() {}

  /** What the Downward API says of it. */
  public static PodMetadata pod() {
    return new PodMetadata(
        "shop",
        "cart-6f8d9c7b5d-x2x20",
        "7d1f0f4e-5f0c-4c56-9a53-2b8a3bb1f0de",
        "10.0.1.17",
        "ip-10-0-1-9.ec2.internal",
        "cart-6f8d9c7b5d-x2x20",
        "app",
        null,
        "registry.example.com/shop/cart:1.4.2",
        "prod",
        Map.of("app", "cart", "pod-template-hash", "6f8d9c7b5d"),
        Map.of(),
        true);
  }
}
