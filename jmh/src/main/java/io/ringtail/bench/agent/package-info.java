/** What the Java agent adds to a log call, in each framework that it captures from. */
@NullMarked
package io.ringtail.bench.agent;

import org.jspecify.annotations.NullMarked;
