/** Holds the dashboards and queries against what the appender and the node agent really send. */
@NullMarked
package io.ringtail.dashboards;

import org.jspecify.annotations.NullMarked;
