/**
 * What a stored message says: its fields, whatever its shape, and the labels they have in common.
 */
@NullMarked
package io.ringtail.console.event;

import org.jspecify.annotations.NullMarked;
