package io.ringtail.agent.jul;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** The text of a record: from the resource bundle, with parameters, as handlers would print it. */
final class JulMessage {
  private static final Formatter FORMATTER =
      new Formatter() {
        @Override
        public String format(LogRecord record) {
          return formatMessage(record);
        }
      };

  private JulMessage() {}

  static String of(LogRecord record) {
    if (record.getMessage() == null) {
      return "null";
    }
    try {
      return FORMATTER.format(record);
    } catch (Throwable e) {
      // The program's own toString() or bundle.
      return record.getMessage() + " [FAILED to format: " + e.getClass().getName() + "]";
    }
  }
}
