/** The reader of java.util.logging's records. */
@NullMarked
package io.ringtail.agent.jul;

import org.jspecify.annotations.NullMarked;
