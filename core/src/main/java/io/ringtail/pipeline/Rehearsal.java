package io.ringtail.pipeline;

import io.ringtail.config.Format;
import io.ringtail.config.OverflowPolicy;
import io.ringtail.encode.EventEncoder;
import io.ringtail.event.EventView;
import io.ringtail.event.Level;
import io.ringtail.event.RecordForm;
import io.ringtail.ring.EventRing;
import io.ringtail.telemetry.Telemetry;
import java.io.IOException;
import java.util.Map;

/**
 * Has the JVM load and link, on a thread that has nothing else to do, what a pipeline that is being
 * made on another one needs from its first event on: an event goes through a small ring and an
 * encoder, and nowhere.
 *
 * <p>For a program that ends with its first line, which waits for all that: half of it is then done
 * by the second core. No counter of a pipeline sees it.
 */
public final class Rehearsal implements EventRing.Handler {
  private static final int SLOTS = 8;
  private static final int LIMIT_BYTES = 1024;

  private final EventEncoder encoder =
      new EventEncoder(Format.RINGTAIL, LIMIT_BYTES, RecordForm.JSON);
  private int length;

  private Rehearsal() {}

  /** Takes some ms the first time. Never throws: the pipeline itself will tell what is wrong. */
  public static void run() {
    try {
      rehearse();
    } catch (Throwable e) {
      // The pipeline meets it, too.
    }
  }

  /**
   * @return the length of the record that came out
   */
  static int rehearse() {
    Telemetry telemetry = new Telemetry("rehearsal");
    EventRing ring =
        new EventRing(SLOTS, LIMIT_BYTES, OverflowPolicy.SHED, 0, LIMIT_BYTES, telemetry);
    ring.offer(0, 0, Level.INFO, "", "", "", Map.of(), null, null, null, null);
    Rehearsal way = new Rehearsal();
    ring.poll(way);
    return way.length;
  }

  @Override
  public boolean onEvent(EventView event) {
    try {
      length = encoder.encode(event, 1).length();
    } catch (IOException e) {
      // One that is too long: not this one.
    }
    return false;
  }
}
