package io.ringtail.sink.opensearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;

/**
 * What answers at `GET /`.
 *
 * @param openSearch otherwise Elasticsearch
 * @param version for example {@code 3.8.0}; empty where it is not told
 */
record ServerKind(boolean openSearch, String version) {
  /** Where there is no root page: Serverless. */
  static final ServerKind UNKNOWN = new ServerKind(true, "");

  /** The stream is read to its end after us, so that its connection is used again. */
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

  /**
   * <code>{"version":{"distribution":"opensearch","number":"3.8.0"}}</code>; Elasticsearch names no
   * distribution.
   */
  static ServerKind read(InputStream body) throws IOException {
    String distribution = "";
    String number = "";
    try (JsonParser parser = JSON.createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isVersion = parser.currentName().equals("version");
        if (parser.nextToken() != JsonToken.START_OBJECT || !isVersion) {
          parser.skipChildren();
          continue;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          switch (name) {
            case "distribution" -> distribution = parser.getText();
            case "number" -> number = parser.getText();
            default -> parser.skipChildren();
          }
        }
      }
    }
    return new ServerKind(distribution.equals("opensearch"), number);
  }

  /**
   * The type of objects whose names are anybody's: each name as a field of its own would soon be
   * more fields than an index may have, and {@code app} beside {@code app.kubernetes.io/name} a
   * contradiction.
   *
   * @see <a
   *     href="https://docs.opensearch.org/latest/mappings/supported-field-types/flat-object/">Flat
   *     object, since OpenSearch 2.7</a>
   * @see <a
   *     href="https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/flattened">Flattened</a>
   */
  String flatType() {
    if (!openSearch) {
      return "{\"type\": \"flattened\", \"ignore_above\": 8191}";
    }
    boolean isOld = version.matches("1\\..*|2\\.[0-6]\\..*");
    return isOld ? "{\"type\": \"object\", \"enabled\": false}" : "{\"type\": \"flat_object\"}";
  }

  @Override
  public String toString() {
    return (openSearch ? "OpenSearch" : "Elasticsearch") + (version.isEmpty() ? "" : " " + version);
  }
}
