package com.example.greeter;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * {@code GET /greet?name=Ada}: an event at DEBUG and one at INFO, or WARN where nobody is named.
 */
@WebServlet(urlPatterns = "/greet", loadOnStartup = 1)
public final class Greeter extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Logger log = LoggerFactory.getLogger(Greeter.class);

  @Override
  public void init() {
    log.info("greeter opens at {}", getServletContext().getContextPath());
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    MDC.put("path", request.getRequestURI());
    try {
      greet(request.getParameter("name"), response);
    } finally {
      MDC.remove("path");
    }
  }

  private static void greet(@Nullable String name, HttpServletResponse response)
      throws IOException {
    log.debug("asked to greet {}", name);
    if (name == null || name.isBlank()) {
      log.warn("nobody to greet", new IllegalArgumentException("no name"));
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, "name=... is missing");
      return;
    }
    log.info("greeted {}", name);
    response.setContentType("text/plain;charset=UTF-8");
    // Plain text: nothing in a name is markup.
    response.getWriter().println("Good day, " + name);
  }

  @Override
  public void destroy() {
    log.info("greeter closes at {}", getServletContext().getContextPath());
  }
}
