/** Health, metrics and coverage over HTTP. */
@NullMarked
package io.ringtail.node.http;

import org.jspecify.annotations.NullMarked;
