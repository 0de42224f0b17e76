/** From a slot to the bytes of one JSON object. */
@NullMarked
package io.ringtail.encode;

import org.jspecify.annotations.NullMarked;
