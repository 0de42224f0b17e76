@NullMarked
package io.ringtail.sink.s3;

import org.jspecify.annotations.NullMarked;
