package io.ringtail.console.cli.tail;

import org.jspecify.annotations.Nullable;

/** What can be the matter with a request. */
final class ServiceProblem extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is to be done about it. */
  enum Kind {
    /** Too many requests: later, and less often. */
    THROTTLED,
    /** Not reached, or at fault itself: later. */
    UNAVAILABLE,
    /** There is no such group. */
    GONE,
    /** Denied, or wrong: the same again would fail again. */
    REFUSED
  }

  private final Kind kind;

  ServiceProblem(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
