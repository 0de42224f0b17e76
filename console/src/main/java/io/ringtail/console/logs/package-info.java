/** The operations of CloudWatch Logs: their parameters, limits, answers and refusals. */
@NullMarked
package io.ringtail.console.logs;

import org.jspecify.annotations.NullMarked;
