/** Wires the node agent's stages, and runs them: the only package that sees all of them. */
@NullMarked
package io.ringtail.node.agent;

import org.jspecify.annotations.NullMarked;
