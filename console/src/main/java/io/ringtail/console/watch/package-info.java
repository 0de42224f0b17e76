/** What can be told of the senders from what they send: gaps in their numbers, and losses. */
@NullMarked
package io.ringtail.console.watch;

import org.jspecify.annotations.NullMarked;
