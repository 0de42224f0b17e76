package io.ringtail.console.search;

import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/**
 * How the index answers a query.
 *
 * @param candidates all events that match, and where it is not {@code exact} others, which must be
 *     told apart by reading them
 */
record Plan(Query candidates, boolean exact) {
  boolean isNone() {
    return candidates instanceof MatchNoDocsQuery;
  }
}
