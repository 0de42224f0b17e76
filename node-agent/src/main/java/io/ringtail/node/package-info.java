/** The node agent as a whole: its stages, wired. */
@NullMarked
package io.ringtail.node;

import org.jspecify.annotations.NullMarked;
