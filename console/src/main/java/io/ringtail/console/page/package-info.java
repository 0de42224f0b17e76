/** The console's web page: files that are served as they stand in {@code src/main/web}. */
@NullMarked
package io.ringtail.console.page;

import org.jspecify.annotations.NullMarked;
