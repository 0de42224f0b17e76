/** The readers of Log4j 2's events, 2.6 and newer: loaded beside the program's Log4j. */
@NullMarked
package io.ringtail.agent.log4j;

import org.jspecify.annotations.NullMarked;
