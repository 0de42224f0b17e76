/** What the configuration changes in entries, or leaves out of them. */
@NullMarked
package io.ringtail.node.record.transform;

import org.jspecify.annotations.NullMarked;
