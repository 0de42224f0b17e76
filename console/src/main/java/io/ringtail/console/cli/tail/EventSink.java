package io.ringtail.console.cli.tail;

import java.io.IOException;

/** Takes events; throws where its reader is gone. */
interface EventSink {
  void accept(ArrivedEvent event) throws IOException;

  /** Nothing more for a while: what was taken is to be seen now. */
  void flush() throws IOException;
}
