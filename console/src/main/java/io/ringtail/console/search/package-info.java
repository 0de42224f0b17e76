/** The Lucene index beside the event store, and the searches over both. */
@NullMarked
package io.ringtail.console.search;

import org.jspecify.annotations.NullMarked;
