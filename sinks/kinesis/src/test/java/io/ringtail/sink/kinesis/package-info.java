/** What the sink sends, and what arrives in an emulator that is not ours. */
@NullMarked
package io.ringtail.sink.kinesis;

import org.jspecify.annotations.NullMarked;
