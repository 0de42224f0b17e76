/** Builds the agent's jar; part of the build, not of the jar. */
@NullMarked
package io.ringtail.agent.pack;

import org.jspecify.annotations.NullMarked;
