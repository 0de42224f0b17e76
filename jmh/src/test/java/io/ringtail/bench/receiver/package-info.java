/** Tests of the package of the same name. */
@NullMarked
package io.ringtail.bench.receiver;

import org.jspecify.annotations.NullMarked;
