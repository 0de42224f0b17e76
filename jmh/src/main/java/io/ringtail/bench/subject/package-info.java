/** The appenders that are compared, each set up as its own documentation recommends. */
@NullMarked
package io.ringtail.bench.subject;

import org.jspecify.annotations.NullMarked;
