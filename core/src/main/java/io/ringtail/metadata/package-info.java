/** Where the program runs: the pod and its container, learned from environment and files only. */
@NullMarked
package io.ringtail.metadata;

import org.jspecify.annotations.NullMarked;
