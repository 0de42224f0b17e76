package io.ringtail.console.logs;

/**
 * An answer of the service that is not a success.
 *
 * @param type the name of the service's exception
 * @param httpStatus 400, or 5xx where the service is to blame
 */
public record ServiceError(String type, int httpStatus, String message) {
  private static final int BAD_REQUEST = 400;

  public static ServiceError of(String type, String message) {
    return new ServiceError(type, BAD_REQUEST, message);
  }

  public static ServiceError invalidParameter(String message) {
    return of("InvalidParameterException", message);
  }

  public static ServiceError serialization(String message) {
    return of("SerializationException", message);
  }

  public static ServiceError unavailable(String message) {
    return new ServiceError("ServiceUnavailableException", 503, message);
  }

  public static ServiceError internalFailure(String message) {
    return new ServiceError("InternalFailure", 500, message);
  }

  /** In the words in which the service tells that a parameter is outside of its limits. */
  static ServiceError constraint(Object value, String parameter, String constraint) {
    String shown = String.valueOf(value);
    int max = 100;
    return invalidParameter(
        "1 validation error detected: Value '"
            + (shown.length() <= max ? shown : shown.substring(0, max) + "...")
            + "' at '"
            + parameter
            + "' failed to satisfy constraint: "
            + constraint);
  }

  public RefusedException refused() {
    return new RefusedException(this);
  }
}
