/** What it costs to bring a batch to CloudWatch Logs: our sink beside the SDK's client. */
@NullMarked
package io.ringtail.bench.request;

import org.jspecify.annotations.NullMarked;
