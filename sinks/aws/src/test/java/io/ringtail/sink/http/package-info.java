@NullMarked
package io.ringtail.sink.http;

import org.jspecify.annotations.NullMarked;
