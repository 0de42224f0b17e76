@NullMarked
package io.ringtail.bench.agent;

import org.jspecify.annotations.NullMarked;
