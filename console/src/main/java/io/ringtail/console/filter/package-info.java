/** CloudWatch Logs filter patterns. */
@NullMarked
package io.ringtail.console.filter;

import org.jspecify.annotations.NullMarked;
