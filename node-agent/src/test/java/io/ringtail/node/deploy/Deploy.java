package io.ringtail.node.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that holds image, manifests and chart. */
final class Deploy {
  static final Path FOLDER = Path.of("deploy").toAbsolutePath();

  private Deploy() {}

  static String text(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
