/** {@code query} and {@code stats}: what the console's API knows, at a terminal. */
@NullMarked
package io.ringtail.console.cli.search;

import org.jspecify.annotations.NullMarked;
