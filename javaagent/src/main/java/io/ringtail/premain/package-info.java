/** What the JVM loads: decides whether the agent runs here, and opens the loader of the rest. */
@NullMarked
package io.ringtail.premain;

import org.jspecify.annotations.NullMarked;
