/** Which methods of which frameworks are hooked, and how the call is woven into them. */
@NullMarked
package io.ringtail.agent.hook;

import org.jspecify.annotations.NullMarked;
