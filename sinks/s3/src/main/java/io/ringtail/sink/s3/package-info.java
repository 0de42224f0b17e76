/** Objects of newline-delimited JSON in S3, kept in local files until the bucket has them. */
@NullMarked
package io.ringtail.sink.s3;

import org.jspecify.annotations.NullMarked;
