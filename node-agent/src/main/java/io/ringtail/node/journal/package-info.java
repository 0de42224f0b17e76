/** The systemd journal, through journalctl. */
@NullMarked
package io.ringtail.node.journal;

import org.jspecify.annotations.NullMarked;
