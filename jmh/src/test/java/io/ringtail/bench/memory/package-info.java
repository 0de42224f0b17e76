/** Tests of the measure of memory. */
@NullMarked
package io.ringtail.bench.memory;

import org.jspecify.annotations.NullMarked;
