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
 */
record TailPlace(long arrival, int index, long events) {
  private static final int GONE = 999_999_999;
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})-(\\d{1,9})-(\\d{1,18})");

  /** Behind the last event of a block. */
  static TailPlace behind(Arrivals arrivals, long arrival) {
    AcceptedBlock block = arrivals.at(arrival);
    return block == null
        ? new TailPlace(arrival, GONE, arrivals.acceptedEvents())
        : new TailPlace(arrival, block.count() - 1, block.eventsBefore() + block.count());
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
        Long.parseLong(matcher.group(3)));
  }

  String cursor() {
    return arrival + "-" + index + "-" + events;
  }
}
