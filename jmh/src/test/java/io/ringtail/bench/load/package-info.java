/** Tests of the package of the same name. */
@NullMarked
package io.ringtail.bench.load;

import org.jspecify.annotations.NullMarked;
