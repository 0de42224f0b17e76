package io.ringtail.agent.output;

/** Tells the lines of a printed stack trace that go on from the one before. */
final class TraceLine {
  private static final String[] INDENTED = {"at ", "... ", "Suppressed: ", "[CIRCULAR REFERENCE"};

  private TraceLine() {}

  /** What Throwable.printStackTrace prints below the first line. */
  static boolean goesOn(String line) {
    int start = 0;
    while (start < line.length() && (line.charAt(start) == '\t' || line.charAt(start) == ' ')) {
      start++;
    }
    if (line.startsWith("Caused by: ", start)) {
      return true;
    }
    if (start == 0) {
      return false;
    }
    for (String beginning : INDENTED) {
      if (line.startsWith(beginning, start)) {
        return isFrame(line, start, beginning);
      }
    }
    return false;
  }

  // "  at the moment" is prose, "\tat java.base/java.lang.Thread.run(Thread.java:1474)" is not.
  private static boolean isFrame(String line, int start, String beginning) {
    if (beginning.equals("at ")) {
      return line.charAt(start - 1) == '\t' || line.indexOf('(', start) > 0;
    }
    int digit = start + beginning.length();
    return !beginning.equals("... ")
        || (digit < line.length() && Character.isDigit(line.charAt(digit)));
  }
}
