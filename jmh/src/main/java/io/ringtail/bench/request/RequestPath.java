package io.ringtail.bench.request;

/** A way of bringing batches to a destination. Threading: one thread. */
public interface RequestPath extends AutoCloseable {
  String GROUP = "bench";

  /** Fills a batch from {@code records} and returns when all of it has been accepted. */
  void send(RecordSource records, int count) throws Exception;

  @Override
  void close();
}
