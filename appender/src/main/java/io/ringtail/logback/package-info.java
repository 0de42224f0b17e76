/** The Logback appender, and the only mapping of a Logback event to a slot of the ring. */
@NullMarked
package io.ringtail.logback;

import org.jspecify.annotations.NullMarked;
