/** Batches to Data Firehose by PutRecordBatch. */
@NullMarked
package io.ringtail.sink.firehose;

import org.jspecify.annotations.NullMarked;
