package io.ringtail.it;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringtail.sink.opensearch.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A real OpenSearch, and an index of it for one test. Started for the first who asks; it ends with
 * this JVM.
 */
final class OpenSearch {
  private static final AtomicInteger INDEXES = new AtomicInteger();
  private static @Nullable ServerProcess running;

  private final ServerProcess server;
  private final String index = "it-" + INDEXES.incrementAndGet();

  /** Skips the test where it cannot run. */
  OpenSearch() throws IOException {
    server = get();
  }

  private static synchronized ServerProcess get() throws IOException {
    ServerProcess.Kind.OPENSEARCH_3.assume();
    ServerProcess started = running;
    if (started == null) {
      Path folder = Files.createTempDirectory(Path.of("target"), "opensearch").toAbsolutePath();
      started = new ServerProcess(ServerProcess.Kind.OPENSEARCH_3, folder).start();
      running = started;
    }
    return started;
  }

  URI uri() {
    return server.uri();
  }

  String index() {
    return index;
  }

  /** What a query for everything finds, without the field that only documents have. */
  List<String> records() {
    return server.documents(index).stream()
        .map(
            hit -> {
              ObjectNode source = (ObjectNode) hit.path("_source");
              source.remove("@timestamp");
              return source.toString();
            })
        .toList();
  }
}
