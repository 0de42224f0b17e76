package io.ringtail.node.format;

/**
 * Tells which lines of a stream belong together. Knows the lines of one entry, from its first on.
 *
 * <p>It begins anew with each entry and looks at nothing else, so that an agent that is started
 * again at the beginning of an entry joins the same lines.
 */
interface Continuation {
  /** What a line is to the ones before it. */
  enum Verdict {
    /** It belongs to them, and so do those that were undecided. */
    JOIN,
    /** That depends on what comes next. */
    UNDECIDED,
    /** It does not belong to them. */
    BREAK
  }

  /**
   * A line begins an entry.
   *
   * @return false if it is an entry of its own, whatever comes next
   */
  boolean begin(Line line);

  /**
   * A further line.
   *
   * @param first the first line of the entry
   */
  Verdict next(Line first, Line line);
}
