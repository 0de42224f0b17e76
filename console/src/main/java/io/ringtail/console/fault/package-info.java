/** Faults that the endpoint commits on request, so that clients can be tested against them. */
@NullMarked
package io.ringtail.console.fault;

import org.jspecify.annotations.NullMarked;
