/**
 * Where batches go: the SPI that a destination implements, and their delivery with retries and
 * pacing.
 */
@NullMarked
package io.ringtail.sink;

import org.jspecify.annotations.NullMarked;
