/** What happened to every event: counters by reason, the ledger of losses, notices told once. */
@NullMarked
package io.ringtail.telemetry;

import org.jspecify.annotations.NullMarked;
