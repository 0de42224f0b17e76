/** What tests of all modules share: time that they move, sinks that fail as they say, accounts. */
@NullMarked
package io.ringtail.testing;

import org.jspecify.annotations.NullMarked;
