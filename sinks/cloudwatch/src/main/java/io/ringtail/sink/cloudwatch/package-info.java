/** Batches to CloudWatch Logs by PutLogEvents: our own encoding, the SDK's signature. */
@NullMarked
package io.ringtail.sink.cloudwatch;

import org.jspecify.annotations.NullMarked;
