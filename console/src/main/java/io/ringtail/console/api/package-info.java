/** The JSON API behind the console's page. */
@NullMarked
package io.ringtail.console.api;

import org.jspecify.annotations.NullMarked;
