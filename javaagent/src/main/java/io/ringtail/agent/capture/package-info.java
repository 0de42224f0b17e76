/** From the hooks to the ring: who takes which event over, and which is left to somebody else. */
@NullMarked
package io.ringtail.agent.capture;

import org.jspecify.annotations.NullMarked;
