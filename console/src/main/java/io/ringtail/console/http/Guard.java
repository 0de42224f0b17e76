package io.ringtail.console.http;

import com.sun.net.httpserver.HttpExchange;
import io.ringtail.console.logs.ServiceError;
import java.io.IOException;

/** Nothing that a request does may end a thread or leave a connection open. */
final class Guard {
  private Guard() {}

  static void run(HttpExchange exchange, Delays.Continuation work) {
    try {
      work.run();
    } catch (IOException clientGone) {
      exchange.close();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      System.err.println("ringtail-console: a request failed: " + e);
      fail(exchange);
    }
  }

  private static void fail(HttpExchange exchange) {
    try {
      AwsJson.error(ServiceError.internalFailure("The console failed; see its standard error."))
          .send(exchange);
    } catch (IOException | RuntimeException answeredOrGone) {
      exchange.close();
    }
  }
}
