/** Tests of the comparison with the SDK's client. */
@NullMarked
package io.ringtail.bench.sink;

import org.jspecify.annotations.NullMarked;
