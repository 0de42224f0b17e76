/** The agent's pipeline: when it starts, when it may use the network, how it ends. */
@NullMarked
package io.ringtail.agent.ship;

import org.jspecify.annotations.NullMarked;
