package io.ringtail.sink.opensearch;

/** Against a real Elasticsearch 9. */
final class Elasticsearch9Test extends ElasticsearchCases {
  Elasticsearch9Test() {
    super(ServerProcess.Kind.ELASTICSEARCH_9);
  }
}
