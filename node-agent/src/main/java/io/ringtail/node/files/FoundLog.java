package io.ringtail.node.files;

import java.nio.file.Path;

/**
 * A log that was found and is not read yet.
 *
 * @param current the file that is written to, as seen from here
 * @param start where to begin if no checkpoint says where
 */
record FoundLog(LogFile log, Path current, Start start) {
  /** Where the first line is that is read of a log. */
  enum Start {
    /** The oldest file that was rotated away and is still there. */
    OLDEST,
    /** The beginning of the file that is written to. */
    HEAD,
    /** The line that is written now. */
    END
  }
}
