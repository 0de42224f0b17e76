/** How far each log is delivered, kept on disk. */
@NullMarked
package io.ringtail.node.checkpoint;

import org.jspecify.annotations.NullMarked;
