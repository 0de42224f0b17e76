/** Tests of the comparison with the SDK's client. */
@NullMarked
package io.ringtail.bench.request;

import org.jspecify.annotations.NullMarked;
