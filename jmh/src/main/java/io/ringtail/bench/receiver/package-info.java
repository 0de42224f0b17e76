/** The receiver that counts: a console in a process of its own, and what it says. */
@NullMarked
package io.ringtail.bench.receiver;

import org.jspecify.annotations.NullMarked;
