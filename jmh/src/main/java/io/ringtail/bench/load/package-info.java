/** The load program: many events, through one appender per process, to a receiver that counts. */
@NullMarked
package io.ringtail.bench.load;

import org.jspecify.annotations.NullMarked;
