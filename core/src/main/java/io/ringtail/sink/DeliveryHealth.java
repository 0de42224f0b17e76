package io.ringtail.sink;

import org.jspecify.annotations.Nullable;

/**
 * How a destination has answered lately. Times are in milliseconds since 1970; 0: never.
 *
 * @param lastSuccessMillis when it last took a batch
 * @param failingSinceMillis when the first send failed of those that failed since the last success
 * @param failure the newest one; null if the last send succeeded
 */
public record DeliveryHealth(
    long lastSuccessMillis, long failingSinceMillis, Outcome.@Nullable RetryLater failure) {
  static final DeliveryHealth UNTRIED = new DeliveryHealth(0, 0, null);

  DeliveryHealth succeeded(long nowMillis) {
    return new DeliveryHealth(nowMillis, 0, null);
  }

  DeliveryHealth failed(Outcome.RetryLater how, long nowMillis) {
    long since = failingSinceMillis == 0 ? nowMillis : failingSinceMillis;
    return new DeliveryHealth(lastSuccessMillis, since, how);
  }
}
