/** What it costs to bring full batches to each destination. */
@NullMarked
package io.ringtail.bench.sink;

import org.jspecify.annotations.NullMarked;
