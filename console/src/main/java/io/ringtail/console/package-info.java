/**
 * A local CloudWatch Logs endpoint, started by tests in their own process or from the command line.
 */
@NullMarked
package io.ringtail.console;

import org.jspecify.annotations.NullMarked;
