/** StartLiveTail: what arrives from now on, as an event stream. */
@NullMarked
package io.ringtail.console.livetail;

import org.jspecify.annotations.NullMarked;
