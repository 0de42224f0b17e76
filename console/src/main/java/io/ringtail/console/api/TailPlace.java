package io.ringtail.console.api;

import io.ringtail.console.store.AcceptedBlock;
import io.ringtail.console.store.Arrivals;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Up to where a client has been served.
 *
 * @param arrival the block
 * @param index of the last event in it that the client has had
 * @param events how many events the store had accepted up to there
 * @param ingestionMillis when the block was accepted, which tells it from the one that has its
 *     number after the console was started again; 0 where there is no block
 */
record TailPlace(long arrival, int index, long events, long ingestionMillis) {
  private static final Pattern CURSOR =
      Pattern.compile("(\\d{1,18})-(\\d{1,9})-(\\d{1,18})-(\\d{1,18})");

  /** Behind the last event of a block. */
  static TailPlace behind(Arrivals arrivals, long arrival) {
    AcceptedBlock block = arrivals.at(arrival);
    return block == null
        ? new TailPlace(arrival, 0, arrivals.acceptedEvents(), 0)
        : in(block, block.count() - 1);
  }

  /** Behind an event of a block. */
  static TailPlace in(AcceptedBlock block, int index) {
    return new TailPlace(
        block.arrival(), index, block.eventsBefore() + index + 1, block.ingestionTimeMillis());
  }

  /** Before the first event of a block, of those that are held the oldest. */
  static TailPlace before(AcceptedBlock block) {
    return new TailPlace(block.arrival() - 1, 0, block.eventsBefore(), 0);
  }

  /** Before all that is held. */
  static TailPlace oldest(Arrivals arrivals) {
    AcceptedBlock block = arrivals.after(-1);
    return block == null ? behind(arrivals, arrivals.last()) : before(block);
  }

  static TailPlace parse(String cursor) throws BadRequestException {
    Matcher matcher = CURSOR.matcher(cursor);
    if (!matcher.matches()) {
      throw new BadRequestException(
          "after", "after is '" + cursor + "': the id of an earlier event was expected");
    }
    return new TailPlace(
        Long.parseLong(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Long.parseLong(matcher.group(3)),
        Long.parseLong(matcher.group(4)));
  }

  /**
   * Whether it is one of these arrivals, or was before its block was let go of. If not, the console
   * has been started again and has lost what it held, or the end of it.
   */
  boolean isOf(Arrivals arrivals) {
    AcceptedBlock block = arrivals.at(arrival);
    return block == null
        ? arrival <= arrivals.last()
        : ingestionMillis == 0 || block.ingestionTimeMillis() == ingestionMillis;
  }

  String cursor() {
    return arrival + "-" + index + "-" + events + "-" + ingestionMillis;
  }
}
