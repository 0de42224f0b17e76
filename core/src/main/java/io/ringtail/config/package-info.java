/**
 * The options of the in-process side: their names, their values, and everything wrong with them.
 */
@NullMarked
package io.ringtail.config;

import org.jspecify.annotations.NullMarked;
