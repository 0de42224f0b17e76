package io.ringtail.console.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.json.JsonTree;
import io.ringtail.console.stats.Counters;
import io.ringtail.console.store.EventStore;
import io.ringtail.console.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/**
 * CloudWatch Logs, as far as the console goes: a request's JSON in, the answer's JSON out.
 *
 * <p>Threading: safe.
 */
public final class LogsService {
  private final Map<Operation, OperationHandler> handlers = new EnumMap<>(Operation.class);
  private final PutLogEvents putLogEvents;
  private final Lookup lookup;

  public LogsService(EventStore store, InstantSource clock, Counters counters) {
    this.lookup = new Lookup(store);
    GroupOperations groups = new GroupOperations(store, lookup, clock);
    StreamOperations streams = new StreamOperations(store, lookup, clock);
    this.putLogEvents = new PutLogEvents(store, lookup, clock, counters);
    handlers.put(Operation.CREATE_LOG_GROUP, groups::create);
    handlers.put(Operation.PUT_RETENTION_POLICY, groups::putRetentionPolicy);
    handlers.put(Operation.DESCRIBE_LOG_GROUPS, groups::describe);
    handlers.put(Operation.CREATE_LOG_STREAM, streams::create);
    handlers.put(Operation.DESCRIBE_LOG_STREAMS, streams::describe);
    handlers.put(Operation.GET_LOG_EVENTS, new GetLogEvents(lookup));
    handlers.put(Operation.FILTER_LOG_EVENTS, new FilterLogEvents(lookup));
  }

  /**
   * Answers a request whose JSON is the first {@code length} bytes of {@code body}.
   *
   * @throws RefusedException for each answer that is not a success
   */
  public byte[] answer(Operation operation, byte[] body, int length) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JsonGenerator out = JsonTree.FACTORY.createGenerator(bytes)) {
        out.writeStartObject();
        if (operation == Operation.PUT_LOG_EVENTS) {
          putLogEvents.answer(body, length, out);
        } else {
          handler(operation).answer(Params.read(body, length), out);
        }
        out.writeEndObject();
      }
      return bytes.toByteArray();
    } catch (StoreException e) {
      throw ServiceError.unavailable(String.valueOf(e.getMessage())).refused();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The parameters of StartLiveTail, which is answered by a stream.
   *
   * @throws RefusedException for what is wrong with them
   */
  public LiveTailRequest liveTail(byte[] body, int length) {
    return LiveTailRequest.of(Params.read(body, length), lookup);
  }

  private OperationHandler handler(Operation operation) {
    OperationHandler handler = handlers.get(operation);
    if (handler == null) {
      throw new IllegalStateException("no handler for " + operation);
    }
    return handler;
  }
}
