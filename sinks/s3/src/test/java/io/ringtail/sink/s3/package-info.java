/** What the sink sends, and what it makes of each answer. */
@NullMarked
package io.ringtail.sink.s3;

import org.jspecify.annotations.NullMarked;
