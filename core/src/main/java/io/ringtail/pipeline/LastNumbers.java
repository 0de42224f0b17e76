package io.ringtail.pipeline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The newest `seq` of each sink. Threading: safe. */
final class LastNumbers {
  private final Map<String, AtomicLong> bySink = new ConcurrentHashMap<>();

  AtomicLong of(String sink) {
    AtomicLong fresh = new AtomicLong();
    AtomicLong known = bySink.putIfAbsent(sink, fresh);
    return known == null ? fresh : known;
  }
}
