/** What the sink sends, and what it makes of each answer. */
@NullMarked
package io.ringtail.sink.aws;

import org.jspecify.annotations.NullMarked;
