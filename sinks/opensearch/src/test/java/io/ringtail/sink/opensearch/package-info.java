@NullMarked
package io.ringtail.sink.opensearch;

import org.jspecify.annotations.NullMarked;
