/** The two things that only the JDK's own insides can do; without them there are fallbacks. */
@NullMarked
package io.ringtail.agent.jdk;

import org.jspecify.annotations.NullMarked;
