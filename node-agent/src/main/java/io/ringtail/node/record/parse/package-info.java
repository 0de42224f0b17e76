/** Parsers: from an entry's text to named fields and a time. */
@NullMarked
package io.ringtail.node.record.parse;

import org.jspecify.annotations.NullMarked;
