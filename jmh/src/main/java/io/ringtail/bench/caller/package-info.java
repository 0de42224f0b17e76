/** JMH: what a log call costs the thread that logs. */
@NullMarked
package io.ringtail.bench.caller;

import org.jspecify.annotations.NullMarked;
