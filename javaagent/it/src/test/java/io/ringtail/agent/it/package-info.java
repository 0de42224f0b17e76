/** The agent attached to programs as people run them. */
@NullMarked
package io.ringtail.agent.it;

import org.jspecify.annotations.NullMarked;
