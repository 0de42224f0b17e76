package io.ringtail.sink.cloudwatch;

import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.testing.TestConfig;

/**
 * A program that sends one event with what its environment says, and tells on stdout what came of
 * it.
 */
final class DeliverOnce {
  private DeliverOnce() {}

  public static void main(String[] args) throws Exception {
    SinkContext context =
        SinkContext.of(
            TestConfig.of(), (weight, key, text) -> System.out.println(weight + ": " + text));
    try (Sink sink = new CloudWatchSinkFactory().open(context)) {
      System.out.println(sink.send(Batches.of("hello")).at(0));
    }
  }
}
