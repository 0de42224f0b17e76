/**
 * System.out and System.err: what the program prints itself, as events; its bytes stay as they
 * were.
 */
@NullMarked
package io.ringtail.agent.output;

import org.jspecify.annotations.NullMarked;
