/** Container files and the host's files: found, followed through rotation, read in turns. */
@NullMarked
package io.ringtail.node.files;

import org.jspecify.annotations.NullMarked;
