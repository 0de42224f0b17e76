package io.ringtail.node.journal;

import org.jspecify.annotations.Nullable;

/**
 * How a journal is read, at one moment.
 *
 * @param entries read since the start, those that were passed over by facility too
 * @param readBytes what journalctl printed of them
 * @param restarts how often journalctl had to be started again
 * @param newestEpochMillis the time of the newest entry that was read; 0 if none was
 * @param problem why nothing is read at the moment, and what happens next; null if all is well
 */
public record JournalStatus(
    long entries,
    long readBytes,
    long restarts,
    long newestEpochMillis,
    @Nullable String problem) {}
