/** From an entry to the JSON that is sent: parsers, transforms, the record's shape. */
@NullMarked
package io.ringtail.node.record;

import org.jspecify.annotations.NullMarked;
