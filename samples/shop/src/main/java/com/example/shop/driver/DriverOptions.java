package com.example.shop.driver;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The driver's command line. */
record DriverOptions(
    URI url, int ratePerSecond, int requests, int waitSeconds, long seed, Optional<Path> ledger) {
  static final String USAGE =
      "usage: Driver [--url http://127.0.0.1:8080] [--rate PER_SECOND] [--requests N | --seconds N]"
          + " [--wait SECONDS] [--seed N] [--ledger FILE]";

  private static final List<String> NAMES =
      List.of("--url", "--rate", "--requests", "--seconds", "--wait", "--seed", "--ledger");

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException whose message is meant for the user
   */
  static DriverOptions parse(String... args) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!NAMES.contains(args[i])) {
        throw new IllegalArgumentException(args[i] + " is no option; these are: " + NAMES);
      }
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      }
      given.put(args[i], args[i + 1]);
    }
    int rate = number(given, "--rate", 50, 100_000);
    int requests =
        given.containsKey("--seconds")
            ? Math.multiplyExact(rate, number(given, "--seconds", 10, 20_000))
            : number(given, "--requests", 500, Integer.MAX_VALUE);
    if (given.containsKey("--seconds") && given.containsKey("--requests")) {
      throw new IllegalArgumentException("give --requests or --seconds, not both");
    }
    return new DriverOptions(
        url(given.getOrDefault("--url", "http://127.0.0.1:8080")),
        rate,
        requests,
        number(given, "--wait", 30, 3600),
        number(given, "--seed", 1, Integer.MAX_VALUE),
        Optional.ofNullable(given.get("--ledger")).map(Path::of));
  }

  private static int number(Map<String, String> given, String name, int byDefault, int max) {
    String text = given.getOrDefault(name, Integer.toString(byDefault));
    try {
      int value = Integer.parseInt(text);
      if (value >= 1 && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, with what is legal
    }
    throw new IllegalArgumentException(name + " " + text + ": legal is 1 to " + max);
  }

  private static URI url(String text) {
    if (!text.startsWith("http://") && !text.startsWith("https://")) {
      throw new IllegalArgumentException("--url " + text + ": legal is http://HOST:PORT");
    }
    return URI.create(text);
  }
}
