/** JMH: what one event costs on our side of the ring. */
@NullMarked
package io.ringtail.bench.encode;

import org.jspecify.annotations.NullMarked;
