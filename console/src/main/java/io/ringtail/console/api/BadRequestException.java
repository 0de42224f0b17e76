package io.ringtail.console.api;

import io.ringtail.console.query.QueryException;
import org.jspecify.annotations.Nullable;

/** A parameter that is not understood. */
final class BadRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String parameter;
  private final transient @Nullable QueryException query;

  BadRequestException(String parameter, String message) {
    super(message);
    this.parameter = parameter;
    this.query = null;
  }

  BadRequestException(String parameter, QueryException query) {
    super(query.getMessage(), query);
    this.parameter = parameter;
    this.query = query;
  }

  String parameter() {
    return parameter;
  }

  /** Where in the query; null where it is not about the query. */
  @Nullable QueryException query() {
    return query;
  }
}
