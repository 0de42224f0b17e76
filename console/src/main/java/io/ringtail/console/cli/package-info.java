/** The command line. */
@NullMarked
package io.ringtail.console.cli;

import org.jspecify.annotations.NullMarked;
