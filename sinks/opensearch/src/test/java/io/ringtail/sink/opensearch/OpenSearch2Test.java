package io.ringtail.sink.opensearch;

/** Against a real OpenSearch 2. */
final class OpenSearch2Test extends RealServerCases {
  OpenSearch2Test() {
    super(ServerProcess.Kind.OPENSEARCH_2);
  }
}
