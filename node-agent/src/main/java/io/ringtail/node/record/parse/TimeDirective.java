package io.ringtail.node.record.parse;

import java.util.List;
import java.util.function.ObjIntConsumer;

/** One piece of a time format. */
@FunctionalInterface
interface TimeDirective {
  /** Any number of blanks, none as well. */
  TimeDirective BLANKS =
      reading -> {
        reading.blanks();
        return true;
      };

  List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  List<String> DAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

  /**
   * @return false if the text says something else
   */
  boolean read(TimeReading reading);

  static TimeDirective literal(char c) {
    return reading -> reading.literal(c);
  }

  /** What stands behind {@code %letter}. */
  static List<TimeDirective> of(char letter) {
    return switch (letter) {
      case 'Y' -> one(number(4, 0, 9999, (reading, value) -> reading.year = value));
      // As POSIX has it: 69 to 99 are of the last century.
      case 'y' ->
          one(
              number(
                  2, 0, 99, (reading, value) -> reading.year = value + (value < 69 ? 2000 : 1900)));
      case 'm' -> one(number(2, 1, 12, (reading, value) -> reading.month = value));
      case 'b', 'B', 'h' -> one(name(MONTHS, (reading, value) -> reading.month = value + 1));
      case 'd', 'e' -> List.of(BLANKS, number(2, 1, 31, (reading, value) -> reading.day = value));
      case 'j' -> one(number(3, 1, 366, (reading, value) -> reading.dayOfYear = value));
      case 'a', 'A' -> one(name(DAYS, (reading, value) -> {}));
      case 'H', 'k' -> List.of(BLANKS, number(2, 0, 23, (reading, value) -> reading.hour = value));
      case 'I', 'l' -> List.of(BLANKS, number(2, 1, 12, (reading, value) -> reading.hour = value));
      case 'p' ->
          one(name(List.of("AM", "PM"), (reading, value) -> reading.afternoon = value == 1));
      case 'M' -> one(number(2, 0, 59, (reading, value) -> reading.minute = value));
      case 'S' -> one(number(2, 0, 60, (reading, value) -> reading.second = value));
      case 'L', 'f' -> one(TimeReading::fraction);
      case 'u' -> one(number(1, 1, 7, (reading, value) -> {}));
      // Names of zones but UTC's are not read: IST is in India, Israel and Ireland.
      case 'z', 'Z' -> List.of(BLANKS, TimeReading::zone);
      case 's' -> one(TimeDirective::epochSeconds);
      case 'n', 't' -> one(BLANKS);
      case '%' -> one(literal('%'));
      case 'D' -> all("m/d/y");
      case 'F' -> all("Y-m-d");
      case 'R' -> all("H:M");
      case 'T' -> all("H:M:S");
      default ->
          throw new IllegalArgumentException("%" + letter + " is not known in formats of time");
    };
  }

  private static List<TimeDirective> one(TimeDirective directive) {
    return List.of(directive);
  }

  private static List<TimeDirective> all(String letters) {
    return letters
        .chars()
        .mapToObj(c -> Character.isLetter(c) ? of((char) c) : one(literal((char) c)))
        .flatMap(List::stream)
        .toList();
  }

  private static TimeDirective number(
      int digits, int least, int most, ObjIntConsumer<TimeReading> set) {
    return reading -> {
      int value = reading.number(digits, least, most);
      set.accept(reading, value);
      return value >= 0;
    };
  }

  private static TimeDirective name(List<String> names, ObjIntConsumer<TimeReading> set) {
    return reading -> {
      int index = reading.name(names);
      set.accept(reading, index);
      return index >= 0;
    };
  }

  private static boolean epochSeconds(TimeReading reading) {
    long value = reading.digits(11);
    reading.epochSeconds = value;
    return value >= 0;
  }
}
