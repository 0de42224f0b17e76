/**
 * Batches for many destinations within one budget in bytes, and what their delivery acknowledges.
 */
@NullMarked
package io.ringtail.node.deliver;

import org.jspecify.annotations.NullMarked;
