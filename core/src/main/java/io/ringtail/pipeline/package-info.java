/** Wires the stages; start, flush, close with a deadline. */
@NullMarked
package io.ringtail.pipeline;

import org.jspecify.annotations.NullMarked;
