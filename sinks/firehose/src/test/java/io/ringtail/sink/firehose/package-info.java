/** What the sink sends, and what a strict endpoint makes of it. */
@NullMarked
package io.ringtail.sink.firehose;

import org.jspecify.annotations.NullMarked;
