/** How fast the console takes events in, and answers the page's questions about them. */
@NullMarked
package io.ringtail.bench.console;

import org.jspecify.annotations.NullMarked;
