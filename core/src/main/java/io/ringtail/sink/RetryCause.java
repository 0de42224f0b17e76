package io.ringtail.sink;

/** Why a record must be sent again; it decides how soon, and how many at a time. */
public enum RetryCause {
  /**
   * The destination has too much of what these records go to, one shard say: they wait, while
   * others go on.
   */
  CROWDED,
  /** The destination asks us to be slower: fewer requests at once, and later. */
  THROTTLED,
  /** No answer, or one that says that the fault is not ours: later. */
  UNAVAILABLE,
  /** We are not allowed, or have no credentials: much later, and to stdout meanwhile. */
  DENIED
}
