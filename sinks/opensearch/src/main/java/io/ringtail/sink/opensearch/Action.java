package io.ringtail.sink.opensearch;

/**
 * What `_bulk` is to do with each document.
 *
 * @see <a href="https://docs.opensearch.org/latest/api-reference/document-apis/bulk/">Bulk API</a>
 */
enum Action {
  /** A document of the same id is overwritten. */
  INDEX("index"),
  /** A document of the same id stays: all that a data stream takes. */
  CREATE("create");

  private final String word;

  Action(String word) {
    this.word = word;
  }

  /** The begin of an action line. */
  String opening() {
    return "{\"" + word + "\":{";
  }
}
