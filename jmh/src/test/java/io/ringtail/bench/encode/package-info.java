/** Tests of the package of the same name. */
@NullMarked
package io.ringtail.bench.encode;

import org.jspecify.annotations.NullMarked;
