/** Who wrote a container's log: names from its path, the rest from kubelet or the API server. */
@NullMarked
package io.ringtail.node.kubernetes;

import org.jspecify.annotations.NullMarked;
