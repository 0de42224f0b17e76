/** The search language: its parser, its tree, and the match of a tree against one event. */
@NullMarked
package io.ringtail.console.query;

import org.jspecify.annotations.NullMarked;
