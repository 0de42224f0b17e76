package io.ringtail.sink.opensearch;

/** Against a real Elasticsearch 8. */
final class Elasticsearch8Test extends ElasticsearchCases {
  Elasticsearch8Test() {
    super(ServerProcess.Kind.ELASTICSEARCH_8);
  }
}
