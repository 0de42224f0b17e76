package io.ringtail.sink.aws;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads what is an operation's own in its answer. */
@FunctionalInterface
public interface ResultReader {
  /**
   * A member of the answer's object; the parser stands at its value, and is left at its end.
   *
   * @throws IOException if it is not what the service's model says
   */
  void read(String name, JsonParser parser) throws IOException;
}
