/** Tests of the package of the same name. */
@NullMarked
package io.ringtail.bench.caller;

import org.jspecify.annotations.NullMarked;
