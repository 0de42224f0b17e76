/** What is logged in all benchmarks. */
@NullMarked
package io.ringtail.bench;

import org.jspecify.annotations.NullMarked;
