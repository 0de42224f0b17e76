/** How much of the heap one object keeps alive, as far as it is Ringtail's own. */
@NullMarked
package io.ringtail.bench.memory;

import org.jspecify.annotations.NullMarked;
