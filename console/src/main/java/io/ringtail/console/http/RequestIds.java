package io.ringtail.console.http;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of the service's form. They name a request in logs; they keep no secret. */
final class RequestIds {
  private RequestIds() {}

  static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
