package io.ringtail.bench.subject;

import net.logstash.logback.appender.LoggingEventAsyncDisruptorAppender;
import net.logstash.logback.encoder.com.lmax.disruptor.RingBuffer;

/** logstash-logback-encoder's appender, which can also say how full its ring is. */
final class DisruptorAppender extends LoggingEventAsyncDisruptorAppender {
  long waiting() {
    RingBuffer<?> ring = getDisruptor().getRingBuffer();
    return ring.getBufferSize() - ring.remainingCapacity();
  }
}
