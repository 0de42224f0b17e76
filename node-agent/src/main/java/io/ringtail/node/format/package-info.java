/**
 * From lines of a file to whole entries: CRI, Docker and plain text; partial pieces and stack
 * traces joined.
 */
@NullMarked
package io.ringtail.node.format;

import org.jspecify.annotations.NullMarked;
