package io.ringtail.console.fault;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can go wrong, in the order in which it is decided: the first that strikes, wins. */
public enum FaultKind {
  /** ExpiredTokenException. */
  EXPIRED_CREDENTIALS("expiredCredentials"),
  /** AccessDeniedException. */
  ACCESS_DENIED("accessDenied"),
  /** ThrottlingException; PutLogEvents only, unless told otherwise. */
  THROTTLE("throttle"),
  /** ServiceUnavailableException, HTTP 503. */
  SERVICE_UNAVAILABLE("serviceUnavailable"),
  /** InternalFailure, HTTP 500. */
  INTERNAL_FAILURE("internalFailure"),
  /** The request is read and never answered; nothing of it is stored. */
  HANG("hang"),
  /** The connection is closed; nothing of the request is stored. */
  DROP_BEFORE_STORE("dropBeforeStore"),
  /** The request is carried out, and the connection closed instead of an answer. */
  DROP_AFTER_STORE("dropAfterStore"),
  /** The answer comes late, whatever it is. */
  LATENCY("latency");

  private final String wireName;

  FaultKind(String wireName) {
    this.wireName = wireName;
  }

  /** As in the JSON of {@code /_ringtail/faults}. */
  public String wireName() {
    return wireName;
  }

  static @Nullable FaultKind named(String wireName) {
    return Arrays.stream(values())
        .filter(kind -> kind.wireName.equals(wireName))
        .findFirst()
        .orElse(null);
  }

  static List<String> wireNames() {
    return Arrays.stream(values()).map(FaultKind::wireName).toList();
  }
}
