/** Where log groups, streams and events are kept: packed blocks, in memory or in segment files. */
@NullMarked
package io.ringtail.console.store;

import org.jspecify.annotations.NullMarked;
