/** A log entry on its way from a source to a record, and the stages it passes. */
@NullMarked
package io.ringtail.node.entry;

import org.jspecify.annotations.NullMarked;
