package io.ringtail.console.logs;

/** Ends an operation with an answer that is not a success. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ServiceError error;

  RefusedException(ServiceError error) {
    // An answer to a client, not a failure of ours: no stack trace.
    super(error.type() + ": " + error.message(), null, false, false);
    this.error = error;
  }

  public ServiceError error() {
    return error;
  }
}
