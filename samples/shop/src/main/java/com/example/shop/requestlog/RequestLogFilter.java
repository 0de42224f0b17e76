package com.example.shop.requestlog;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives each request its log context, and one event with its status and duration at the end. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestLogFilter extends OncePerRequestFilter {
  static final String REQUEST_ID_HEADER = "X-Request-Id";

  private static final Logger log =
      LoggerFactory.getLogger("com.example.shop.requestlog.RequestLog");

  /** A stranger's text goes into every event: only what cannot forge one. */
  private static final Pattern LEGAL_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String requestId = requestId(request.getHeader(REQUEST_ID_HEADER));
    response.setHeader(REQUEST_ID_HEADER, requestId);
    LogContext.begin(requestId, request.getMethod(), request.getRequestURI());
    long startNanos = System.nanoTime();
    boolean finished = false;
    try {
      chain.doFilter(request, response);
      finished = true;
    } finally {
      int status = finished ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
      tell(request, status, System.nanoTime() - startNanos);
      LogContext.end();
    }
  }

  private static String requestId(@Nullable String proposed) {
    return proposed != null && LEGAL_ID.matcher(proposed).matches()
        ? proposed
        : UUID.randomUUID().toString();
  }

  private static void tell(HttpServletRequest request, int status, long durationNanos) {
    log.atLevel(status >= 500 ? Level.ERROR : Level.INFO)
        .addKeyValue("status", status)
        .addKeyValue("durationMillis", TimeUnit.NANOSECONDS.toMicros(durationNanos) / 1e3)
        .log("{} {} {}", request.getMethod(), request.getRequestURI(), status);
  }
}
