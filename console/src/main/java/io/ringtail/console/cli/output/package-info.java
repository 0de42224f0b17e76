/** How events are written to a terminal or a pipe. */
@NullMarked
package io.ringtail.console.cli.output;

import org.jspecify.annotations.NullMarked;
