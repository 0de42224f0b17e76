/**
 * The reader of Logback's events: the appender's own mapping, loaded beside the program's Logback.
 */
@NullMarked
package io.ringtail.agent.logback;

import org.jspecify.annotations.NullMarked;
