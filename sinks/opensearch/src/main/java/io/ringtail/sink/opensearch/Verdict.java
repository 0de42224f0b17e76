package io.ringtail.sink.opensearch;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.RetryCause;
import io.ringtail.telemetry.DropReason;
import java.util.List;
import java.util.Set;

/**
 * What an answer to `_bulk` means for us.
 *
 * @see <a href="https://docs.opensearch.org/latest/api-reference/document-apis/bulk/">OpenSearch,
 *     Bulk API</a>
 * @see <a href="https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk">
 *     Elasticsearch, bulk</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/handling-errors.html">Amazon
 *     OpenSearch Service, troubleshooting</a>
 */
sealed interface Verdict {
  /**
   * The documents have been looked at one by one.
   *
   * @param accepted whether one of them at least is there
   * @param broken the documents at which the destination failed (status 500)
   */
  record Judged(Outcomes outcomes, boolean accepted, List<Integer> broken) implements Verdict {}

  /** All of it later, unchanged. */
  record NotNow(RetryCause cause, String detail) implements Verdict {}

  /** Something in the documents makes the whole unreadable. */
  record BadContent(String detail) implements Verdict {}

  /** The whole is larger than the destination, or something before it, takes. */
  record TooLarge(String detail) implements Verdict {}

  /** A time series collection of OpenSearch Serverless gives its documents ids itself. */
  record IdsRefused(String detail) implements Verdict {}

  /** Of the index or the cluster, whatever document it is: waiting may help, giving up does not. */
  Set<String> NOT_THE_DOCUMENTS =
      Set.of(
          "index_closed_exception",
          "index_not_found_exception",
          "invalid_alias_name_exception",
          "invalid_index_name_exception",
          "resource_already_exists_exception",
          "validation_exception");

  Set<String> NOT_ALLOWED = Set.of("authorization_exception", "security_exception");

  Set<String> BUSY =
      Set.of(
          "circuit_breaking_exception",
          "es_rejected_execution_exception",
          "opensearch_rejected_execution_exception",
          "rejected_execution_exception",
          "too_many_requests");

  /** Of an answer that does not tell about single documents. */
  static Verdict ofRequest(int status, ErrorText error) {
    String text = error.text(status);
    if (status == 413) {
      return new TooLarge(text);
    }
    if (status == 429 || BUSY.contains(error.type())) {
      return new NotNow(RetryCause.THROTTLED, text);
    }
    if (status == 401 || status == 403 || status == 407) {
      return isBlock(error)
          ? new NotNow(RetryCause.UNAVAILABLE, text)
          : new NotNow(RetryCause.DENIED, text);
    }
    if (status >= 500 || status == 408) {
      return new NotNow(RetryCause.UNAVAILABLE, text);
    }
    if (error.equals(ErrorText.NONE)) {
      return new NotNow(
          RetryCause.DENIED,
          text
              + ", which is no answer of OpenSearch or Elasticsearch: is RINGTAIL_OPENSEARCH_URL"
              + " right?");
    }
    if (status == 400 && !NOT_THE_DOCUMENTS.contains(error.type())) {
      return idsRefused(error) ? new IdsRefused(text) : new BadContent(text);
    }
    return new NotNow(RetryCause.DENIED, "the request as a whole is refused: " + text);
  }

  /** Of one document that was not written. */
  static Outcome ofDocument(Action action, int status, ErrorText error) {
    String text = error.text(status);
    if (status == 409 && action == Action.CREATE) {
      // It is there: an earlier request has arrived whose answer has not.
      return Outcome.ACCEPTED;
    }
    if (status == 429 || BUSY.contains(error.type())) {
      return new Outcome.RetryLater(RetryCause.THROTTLED, text);
    }
    if (NOT_ALLOWED.contains(error.type()) || status == 401) {
      return new Outcome.RetryLater(RetryCause.DENIED, text);
    }
    if (status >= 500 || status == 408 || status == 409 || isBlock(error)) {
      return new Outcome.RetryLater(RetryCause.UNAVAILABLE, text);
    }
    if (status == 403 || status == 404 || isAboutTheIndex(error)) {
      return new Outcome.RetryLater(RetryCause.DENIED, text + advice(error));
    }
    return new Outcome.Rejected(DropReason.REFUSED, text);
  }

  static boolean idsRefused(ErrorText error) {
    return error.says("Document ID is not supported");
  }

  /** A full disk makes indexes read-only until somebody has made room. */
  private static boolean isBlock(ErrorText error) {
    return error.type().equals("cluster_block_exception");
  }

  private static boolean isAboutTheIndex(ErrorText error) {
    return NOT_THE_DOCUMENTS.contains(error.type())
        || (error.says("pipeline with id [") && error.says("does not exist"))
        || error.says("op_type of create")
        || error.says("no write index is defined")
        || error.says("maximum shards open")
        || error.says("maximum normal shards open");
  }

  private static String advice(ErrorText error) {
    return error.says("op_type of create")
        ? "; set RINGTAIL_OPENSEARCH_DATA_STREAM=true for a data stream"
        : "";
  }
}
