/**
 * The bounded hand-over from the program's threads to ours: slots, overflow policy, budget in
 * bytes.
 */
@NullMarked
package io.ringtail.ring;

import org.jspecify.annotations.NullMarked;
