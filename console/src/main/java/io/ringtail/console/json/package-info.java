/** Reading small JSON documents into maps and lists, with jackson-core alone. */
@NullMarked
package io.ringtail.console.json;

import org.jspecify.annotations.NullMarked;
