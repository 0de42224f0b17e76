/** The HTTP side: AWS JSON 1.1 on POST /, and the console's own pages. */
@NullMarked
package io.ringtail.console.http;

import org.jspecify.annotations.NullMarked;
