package io.ringtail.sink.opensearch;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Against a real Elasticsearch 9. Its root page, of a module that Maven Central does not have, is
 * answered before it, as Elastic's documents have it and with the version that it tells elsewhere.
 */
final class Elasticsearch9Test extends RealServerCases {
  private FaultProxy front;

  Elasticsearch9Test() {
    super(ServerProcess.Kind.ELASTICSEARCH_9);
  }

  @BeforeAll
  void answerRoot() throws IOException {
    String version =
        server.get("/_nodes/_local?filter_path=nodes.*.version").findValue("version").asText();
    front = new FaultProxy(server.uri());
    front.answerRoot(
        "{\"name\":\"ringtail\",\"cluster_name\":\"ringtail\",\"version\":{\"number\":\""
            + version
            + "\",\"build_flavor\":\"default\"},\"tagline\":\"You Know, for Search\"}");
  }

  @AfterAll
  void closeFront() {
    if (front != null) {
      front.close();
    }
  }

  @Override
  URI destination() {
    return front.uri();
  }
}
