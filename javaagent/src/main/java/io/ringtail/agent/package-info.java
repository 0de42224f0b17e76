/** The entry of the agent inside its own class loader, and what it is told to do. */
@NullMarked
package io.ringtail.agent;

import org.jspecify.annotations.NullMarked;
