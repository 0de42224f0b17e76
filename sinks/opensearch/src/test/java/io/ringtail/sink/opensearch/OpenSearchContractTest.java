package io.ringtail.sink.opensearch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringtail.batch.Destination;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.opensearch.FaultProxy.Fault;
import io.ringtail.testing.SinkContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Through faults into a real OpenSearch 3. */
class OpenSearchContractTest extends SinkContract {
  private static final AtomicInteger INDEXES = new AtomicInteger();

  private static ServerProcess cluster;

  @BeforeAll
  static void startServer(@TempDir Path folder) throws IOException {
    ServerProcess.Kind.OPENSEARCH_3.assume();
    cluster = new ServerProcess(ServerProcess.Kind.OPENSEARCH_3, folder).start();
  }

  @AfterAll
  static void stopServer() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Override
  protected Server start() throws IOException {
    String index = "contract-" + INDEXES.incrementAndGet();
    cluster.call(
        "PUT", "/" + index, "{\"mappings\":{\"properties\":{\"poison\":{\"type\":\"long\"}}}}");
    return new RealServer(index, new FaultProxy(cluster.uri()));
  }

  private record RealServer(String index, FaultProxy proxy) implements Server {
    @Override
    public SinkFactory factory() {
      return new OpenSearchSinkFactory();
    }

    @Override
    public Map<String, String> environment() {
      return Map.of(
          "RINGTAIL_OPENSEARCH_URL", proxy.uri().toString(), "RINGTAIL_OPENSEARCH_INDEX", index);
    }

    @Override
    public Destination destination() {
      return new Destination(index, "-");
    }

    @Override
    public boolean fail(Trouble trouble, double share) {
      Fault fault =
          switch (trouble) {
            case THROTTLED -> Fault.BUSY;
            case SERVER_ERROR -> Fault.UNAVAILABLE;
            case RESET -> Fault.RESET;
            case RESET_AFTER_STORE -> Fault.LOST_ANSWER;
            case DENIED -> Fault.DENIED;
          };
      // The share of each ten requests in a row.
      proxy.fail(request -> request % 10 < 10 * share ? fault : Fault.NONE);
      return true;
    }

    @Override
    public void heal() {
      proxy.fail(request -> Fault.NONE);
    }

    @Override
    public boolean failPart() {
      proxy.fail(request -> Fault.PARTIAL);
      return true;
    }

    @Override
    public boolean hang() {
      proxy.fail(request -> Fault.HANG);
      return true;
    }

    /** The index has it as a number. */
    @Override
    public String poison() {
      return "{\"poison\":\"none\"}";
    }

    /** Without the field that only documents have. */
    @Override
    public Collection<String> records() {
      return cluster.documents(index).stream()
          .map(
              hit -> {
                ObjectNode source = (ObjectNode) hit.path("_source");
                source.remove("@timestamp");
                return source.toString();
              })
          .toList();
    }

    @Override
    public void close() {
      proxy.close();
      cluster.call("DELETE", "/" + index, "");
    }
  }
}
