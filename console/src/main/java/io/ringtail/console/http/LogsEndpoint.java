package io.ringtail.console.http;

import com.sun.net.httpserver.HttpExchange;
import io.ringtail.console.fault.Faults;
import io.ringtail.console.fault.Verdict;
import io.ringtail.console.livetail.LiveTail;
import io.ringtail.console.logs.LiveTailRequest;
import io.ringtail.console.logs.LogsService;
import io.ringtail.console.logs.Operation;
import io.ringtail.console.logs.RefusedException;
import io.ringtail.console.logs.ServiceError;
import io.ringtail.console.stats.Counters;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The AWS JSON 1.1 protocol: {@code POST /} with the operation in {@code X-Amz-Target}.
 *
 * <p>Threading: safe. A delayed or hanging request holds no thread.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
final class LogsEndpoint {
  private static final String TARGET_PREFIX = "Logs_20140328.";
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final String UNKNOWN = "unknown";

  /** Well below what clients wait for an answer. */
  private static final long MAX_HOLD_MILLIS = 2_000;

  /** After which it is asked again, so that no sender waits for an index that has caught up. */
  private static final long HOLD_STEP_MILLIS = 20;

  private final LogsService service;
  private final LiveTail liveTail;
  private final Faults faults;
  private final Counters counters;
  private final ParkedRequests parked;
  private final Delays delays;
  private final LongSupplier holdMillis;
  private final boolean requireAuth;

  LogsEndpoint(
      LogsService service,
      LiveTail liveTail,
      Faults faults,
      Counters counters,
      Delays delays,
      LongSupplier holdMillis,
      boolean requireAuth) {
    this.service = service;
    this.liveTail = liveTail;
    this.faults = faults;
    this.counters = counters;
    this.delays = delays;
    this.holdMillis = holdMillis;
    this.requireAuth = requireAuth;
    this.parked = new ParkedRequests();
    faults.onHangsReleased(parked::release);
  }

  void handle(HttpExchange exchange) throws IOException {
    Operation operation = operation(exchange);
    try {
      RequestBody body = RequestBody.read(exchange);
      refuseWhatIsNotAsked(exchange, operation);
      if (operation == null) {
        throw unknownOperation("Unknown operation " + shown(exchange, "X-Amz-Target"));
      }
      Verdict verdict =
          faults.decide(operation, () -> LogGroupName.of(body.bytes(), body.length()));
      Operation known = operation;
      if (verdict.delayMillis() > 0) {
        delays.after(
            verdict.delayMillis(),
            exchange,
            () -> admit(exchange, known, body, verdict, System.nanoTime()));
      } else {
        admit(exchange, known, body, verdict, System.nanoTime());
      }
    } catch (RefusedException e) {
      answer(exchange, operation, e.error());
    }
  }

  /** Lets go of what hangs, and of live tails. */
  void close() {
    liveTail.close();
    parked.release();
  }

  /** A sender that is faster than the index is slowed down by late answers, within bounds. */
  private void admit(
      HttpExchange exchange,
      Operation operation,
      RequestBody body,
      Verdict verdict,
      long sinceNanos)
      throws IOException {
    long waitedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
    long left = operation == Operation.PUT_LOG_EVENTS ? MAX_HOLD_MILLIS - waitedMillis : 0;
    long step = Math.min(left, HOLD_STEP_MILLIS);
    long hold = step <= 0 ? 0 : Math.min(step, holdMillis.getAsLong());
    if (hold > 0) {
      delays.after(hold, exchange, () -> admit(exchange, operation, body, verdict, sinceNanos));
    } else {
      carryOut(exchange, operation, body, verdict);
    }
  }

  private void carryOut(
      HttpExchange exchange, Operation operation, RequestBody body, Verdict verdict)
      throws IOException {
    try {
      Verdict.Outcome outcome = verdict.outcome();
      if (outcome instanceof Verdict.Refuse refuse) {
        answer(exchange, operation, refuse.error());
      } else if (outcome instanceof Verdict.Hang) {
        counters.request(operation.wireName(), "hung");
        parked.park(exchange);
      } else if (outcome instanceof Verdict.Drop drop) {
        drop(exchange, operation, body, drop);
      } else {
        execute(exchange, operation, body);
      }
    } finally {
      body.release();
    }
  }

  private void drop(
      HttpExchange exchange, Operation operation, RequestBody body, Verdict.Drop drop) {
    try {
      if (drop.afterStore() && operation != Operation.START_LIVE_TAIL) {
        service.answer(operation, body.bytes(), body.length());
      }
      counters.request(
          operation.wireName(), drop.afterStore() ? "droppedAfterStore" : "droppedBeforeStore");
    } catch (RefusedException e) {
      counters.request(operation.wireName(), e.error().type());
    } finally {
      exchange.close();
    }
  }

  private void execute(HttpExchange exchange, Operation operation, RequestBody body)
      throws IOException {
    byte[] answer;
    try {
      if (operation == Operation.START_LIVE_TAIL) {
        tail(exchange, service.liveTail(body.bytes(), body.length()));
        return;
      }
      answer = service.answer(operation, body.bytes(), body.length());
    } catch (RefusedException e) {
      answer(exchange, operation, e.error());
      return;
    }
    counters.request(operation.wireName(), "ok");
    AwsJson.success(answer).send(exchange);
  }

  /** Goes on on a thread of its own. */
  private void tail(HttpExchange exchange, LiveTailRequest request) {
    if (!liveTail.start(exchange, request)) {
      throw ServiceError.of(
              "LimitExceededException",
              "There are " + LiveTail.MAX_SESSIONS + " live tail sessions already.")
          .refused();
    }
    counters.request(Operation.START_LIVE_TAIL.wireName(), "ok");
  }

  private void answer(HttpExchange exchange, @Nullable Operation operation, ServiceError error)
      throws IOException {
    counters.request(operation == null ? UNKNOWN : operation.wireName(), error.type());
    AwsJson.error(error).send(exchange);
  }

  private void refuseWhatIsNotAsked(HttpExchange exchange, @Nullable Operation operation) {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    // Besides being the protocol, this keeps web pages of other origins out: they cannot send it.
    if (operation != null
        && (type == null || !type.toLowerCase(Locale.ROOT).startsWith(CONTENT_TYPE))) {
      throw unknownOperation("Content-Type must be " + CONTENT_TYPE + ", not " + type);
    }
    if (requireAuth) {
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (authorization == null) {
        throw ServiceError.of("MissingAuthenticationTokenException", "Missing Authentication Token")
            .refused();
      }
      if (!authorization.startsWith("AWS4-HMAC-SHA256 ")) {
        throw ServiceError.of(
                "IncompleteSignatureException", "Authorization header is not AWS4-HMAC-SHA256")
            .refused();
      }
    }
  }

  private static @Nullable Operation operation(HttpExchange exchange) {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    return target != null && target.startsWith(TARGET_PREFIX)
        ? Operation.named(target.substring(TARGET_PREFIX.length()))
        : null;
  }

  private static String shown(HttpExchange exchange, String header) {
    String value = exchange.getRequestHeaders().getFirst(header);
    int max = 100;
    return value == null || value.length() <= max ? String.valueOf(value) : value.substring(0, max);
  }

  private static RefusedException unknownOperation(String message) {
    return ServiceError.of("UnknownOperationException", message).refused();
  }
}
