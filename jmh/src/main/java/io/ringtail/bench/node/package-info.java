/** The node agent as a process: files in, requests out, and what it takes. */
@org.jspecify.annotations.NullMarked
package io.ringtail.bench.node;
