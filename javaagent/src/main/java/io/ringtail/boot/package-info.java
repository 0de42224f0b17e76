/**
 * What instrumented classes call: two classes in the boot loader, which every other loader can see.
 */
@NullMarked
package io.ringtail.boot;

import org.jspecify.annotations.NullMarked;
