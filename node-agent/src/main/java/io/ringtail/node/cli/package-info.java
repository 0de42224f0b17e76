/** The commands: run, check-config. */
@NullMarked
package io.ringtail.node.cli;

import org.jspecify.annotations.NullMarked;
