package io.ringtail.telemetry;

/** Why an event was given up. The label stands in loss records and metrics. */
public enum DropReason {
  /** Below WARN while the ring was over its shedding mark (overflow policy shed). */
  SHED("shed"),
  /** No room in the ring within the time that the overflow policy allows. */
  RING_FULL("ring_full"),
  /** Logged after the pipeline was closed. */
  CLOSED("closed"),
  /** Logged, deeper than we follow, from inside the rendering of another event. */
  REENTRANT("reentrant"),
  /** The program's own code failed while the event was taken over, beyond repair. */
  CAPTURE_FAILED("capture_failed"),
  /** The event could not be written as JSON. */
  ENCODE_FAILED("encode_failed"),
  /** The destination holds it to be too old. */
  TOO_OLD("too_old"),
  /** The destination holds it to be too far in the future. */
  TOO_NEW("too_new"),
  /** Older than the destination's retention. */
  EXPIRED("expired"),
  /** The destination refused this very record, alone. */
  REFUSED("refused"),
  /** Neither delivered nor handed over before the shutdown deadline. */
  SHUTDOWN("shutdown"),
  /** Denied by the destination, or not delivered before the end, and stdout failed as well. */
  STDOUT_FAILED("stdout_failed"),
  /** Its sink did not keep up, and is not one of those that are waited for. */
  BEHIND("behind"),
  /** A transform of the node agent's configuration leaves such entries out. */
  FILTERED("filtered"),
  /** Not the one in so many that a transform lets through. */
  SAMPLED("sampled"),
  /** Its pod or namespace logged more than a transform allows. */
  RATE_LIMITED("rate_limited");

  private final String label;

  DropReason(String label) {
    this.label = label;
  }

  /** Whether such an event never entered the ring, where it would have got its `seq`. */
  public boolean isBeforeNumbering() {
    return compareTo(CAPTURE_FAILED) <= 0;
  }

  public String label() {
    return label;
  }
}
