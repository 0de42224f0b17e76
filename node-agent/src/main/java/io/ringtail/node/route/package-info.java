/** Which log group and stream a record goes to. */
@NullMarked
package io.ringtail.node.route;

import org.jspecify.annotations.NullMarked;
