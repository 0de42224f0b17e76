package io.ringtail.agent.ship;

import io.ringtail.sink.SinkCatalog;
import io.ringtail.sink.SinkFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The sinks of our own jar, as ServiceLoader would find them: by itself that is thirty classes of
 * the JDK, while a program starts.
 */
final class OwnSinks {
  private static final String SERVICES = "META-INF/services/io.ringtail.sink.SinkFactory";

  private OwnSinks() {}

  static SinkCatalog in(ClassLoader loader) {
    try {
      return SinkCatalog.of(find(loader));
    } catch (IOException | ReflectiveOperationException | LinkageError e) {
      // A jar that is not as we built it: ServiceLoader says better what is wrong.
      return SinkCatalog.load(loader);
    }
  }

  private static List<SinkFactory> find(ClassLoader loader)
      throws IOException, ReflectiveOperationException {
    List<SinkFactory> found = new ArrayList<>();
    for (String line : lines(loader)) {
      String name = line.strip();
      if (!name.isEmpty() && name.charAt(0) != '#') {
        Class<?> type = Class.forName(name, true, loader);
        found.add((SinkFactory) type.getDeclaredConstructor().newInstance());
      }
    }
    return found;
  }

  private static String[] lines(ClassLoader loader) throws IOException {
    try (InputStream in = loader.getResourceAsStream(SERVICES)) {
      byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
    }
  }
}
