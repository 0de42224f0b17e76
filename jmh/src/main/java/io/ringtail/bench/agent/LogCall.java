package io.ringtail.bench.agent;

/** One event of the usual size, through one framework. */
interface LogCall {
  void log(long number);
}
