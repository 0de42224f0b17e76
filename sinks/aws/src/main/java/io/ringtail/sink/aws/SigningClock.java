package io.ringtail.sink.aws;

import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time for signatures: the machine's, corrected by what the service's answers say. AWS takes a
 * signature for five minutes before and after its time.
 *
 * <p>Threading: safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">Troubleshoot
 *     Signature Version 4</a>
 */
public final class SigningClock extends Clock {
  private static final Duration TOLERANCE = Duration.ofMinutes(4);

  private final AwsService service;
  private final Clock machine;
  private final Notices notices;
  private volatile Duration offset = Duration.ZERO;

  public SigningClock(AwsService service, Clock machine, Notices notices) {
    this.service = service;
    this.machine = machine;
    this.notices = notices;
  }

  /**
   * Compares with the time of an answer that was just received.
   *
   * @return whether the clock was so far off that a signature may have been refused for it, and is
   *     set right now
   */
  public boolean learn(Instant serverTime) {
    if (Duration.between(instant(), serverTime).abs().compareTo(TOLERANCE) <= 0) {
      return false;
    }
    Duration ahead = Duration.between(machine.instant(), serverTime);
    offset = ahead;
    notices.tell(
        Weight.WARNING,
        service.sink() + " clock",
        "this machine's clock is "
            + ahead.abs().toSeconds()
            + (ahead.isNegative() ? " s ahead of" : " s behind")
            + " that of "
            + service.id()
            + ": requests are signed with its time; the events keep the time of this machine");
    return true;
  }

  @Override
  public Instant instant() {
    return machine.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return machine.withZone(zone);
  }
}
