package io.ringtail.sink.opensearch;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * What holds with Elasticsearch as well. Its root page, of a module that Maven Central does not
 * have, is answered before it, as Elastic's documents have it and with the version that it tells
 * elsewhere.
 */
abstract class ElasticsearchCases extends RealServerCases {
  private FaultProxy front;

  ElasticsearchCases(ServerProcess.Kind kind) {
    super(kind);
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
