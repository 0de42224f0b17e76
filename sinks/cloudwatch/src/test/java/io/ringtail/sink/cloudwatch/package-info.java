/** What the sink sends, and what it makes of each answer. */
@NullMarked
package io.ringtail.sink.cloudwatch;

import org.jspecify.annotations.NullMarked;
