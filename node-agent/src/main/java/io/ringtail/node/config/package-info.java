/**
 * What the node agent is told: sources, transforms, routes. Plain values; the YAML that they are
 * read from is known here alone.
 */
@NullMarked
package io.ringtail.node.config;

import org.jspecify.annotations.NullMarked;
