package io.ringtail.node.record;

import io.ringtail.encode.RecordBuffer;
import io.ringtail.telemetry.DropReason;
import java.util.Arrays;

/** What became of an entry. */
public sealed interface Verdict {
  /** It is sent. The encoder's, which uses it again: valid until its next call. */
  final class Kept implements Verdict {
    private final RecordBuffer json;
    private long epochMillis;

    Kept(RecordBuffer json) {
      this.json = json;
    }

    Kept at(long millis) {
      epochMillis = millis;
      return this;
    }

    /** The record. */
    public RecordBuffer json() {
      return json;
    }

    /** When it was written, by its own words if a parser could read them. */
    public long epochMillis() {
      return epochMillis;
    }
  }

  /** It is not sent, as the configuration wants it. To be counted. */
  record LeftOut(DropReason reason) implements Verdict {
    private static final LeftOut[] ALL =
        Arrays.stream(DropReason.values()).map(LeftOut::new).toArray(LeftOut[]::new);

    static LeftOut of(DropReason reason) {
      return ALL[reason.ordinal()];
    }
  }
}
