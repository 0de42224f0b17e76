/** JSON from bytes to bytes, and as fields where somebody wants to look at them. */
@NullMarked
package io.ringtail.node.record.json;

import org.jspecify.annotations.NullMarked;
