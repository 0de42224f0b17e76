/** The log event: the preallocated slot that producers fill, and the view that encoders read. */
@NullMarked
package io.ringtail.event;

import org.jspecify.annotations.NullMarked;
