/** Encoded records gathered for one destination, within the limits of one request. */
@NullMarked
package io.ringtail.batch;

import org.jspecify.annotations.NullMarked;
