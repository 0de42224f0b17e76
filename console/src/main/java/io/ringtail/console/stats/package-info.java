/** What the endpoint has counted since it was started or reset. */
@NullMarked
package io.ringtail.console.stats;

import org.jspecify.annotations.NullMarked;
