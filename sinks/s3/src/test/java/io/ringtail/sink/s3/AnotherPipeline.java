package io.ringtail.sink.s3;

import java.io.IOException;
import java.nio.file.Path;

/** Another pipeline that shares a spool directory, in this process or in one of its own. */
public final class AnotherPipeline {
  private AnotherPipeline() {}

  /** Argument: the directory. Prints how many objects were taken over. */
  public static void main(String[] args) throws IOException {
    System.out.println(adopt(args[0]));
  }

  /** Takes over what is left there; how many objects. */
  public static int adopt(String root) throws IOException {
    try (SpoolDirectory directory =
        SpoolDirectory.create(Path.of(root), (weight, key, text) -> {})) {
      return directory.adopt(System.nanoTime()).size();
    }
  }
}
