package com.example.shop.k8s;

import java.io.IOException;
import java.nio.file.Path;

/** The shop with the appender. */
final class ManifestTest extends ManifestChecks {
  static final Path FOLDER = Path.of("k8s");

  ManifestTest() throws IOException {
    super(FOLDER);
  }
}
