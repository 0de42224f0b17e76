package io.ringtail.console.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** One operation: reads its parameters and writes the fields of its answer. */
@FunctionalInterface
interface OperationHandler {
  /** Throws {@link RefusedException} for an answer that is not a success. */
  void answer(Params params, JsonGenerator out) throws IOException;
}
