/** Batches to Kinesis Data Streams by PutRecords. */
@NullMarked
package io.ringtail.sink.kinesis;

import org.jspecify.annotations.NullMarked;
