/** Batches to OpenSearch and Elasticsearch by `_bulk`: one outcome per document. */
@NullMarked
package io.ringtail.sink.opensearch;

import org.jspecify.annotations.NullMarked;
