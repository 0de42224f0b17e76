package io.ringtail.bench.agent;

/** One event of the usual size, through one framework. */
interface LogCall {
  void log(long number);

  /** Gives the calling thread the MDC of the usual event, where the framework has one. */
  default void enterMdc() {}
}
