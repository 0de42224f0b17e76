package com.example.shop.requestlog;

import org.slf4j.MDC;

/** The MDC keys that every event of a request carries. */
public final class LogContext {
  static final String REQUEST_ID = "requestId";
  static final String METHOD = "method";
  static final String PATH = "path";
  static final String CUSTOMER_ID = "customerId";

  private LogContext() {}

  /** Says on whose behalf the current request runs. */
  public static void customer(long id) {
    MDC.put(CUSTOMER_ID, Long.toString(id));
  }

  static void begin(String requestId, String method, String path) {
    MDC.put(REQUEST_ID, requestId);
    MDC.put(METHOD, method);
    MDC.put(PATH, path);
  }

  /** Tomcat's threads are used again: what stays behind would be told of the next request. */
  static void end() {
    MDC.remove(REQUEST_ID);
    MDC.remove(METHOD);
    MDC.remove(PATH);
    MDC.remove(CUSTOMER_ID);
  }
}
