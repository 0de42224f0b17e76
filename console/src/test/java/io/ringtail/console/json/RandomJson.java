package io.ringtail.console.json;

import java.util.Random;

/** Documents of all that JSON has, and of what it has not. */
public final class RandomJson {
  private static final String[] STRINGS = {
    "",
    "a",
    "order 17",
    "\\n\\t\\\"\\\\\\/\\b\\f\\r",
    "\\u0041\\u00e9\\u65E5",
    "naïve",
    "日本",
    "😀",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\ude00x",
    "\\ud83d\\u0041",
    "com.example.Cart",
    "\u007f",
    "x2x20-4bf9",
    "200",
    "3.14"
  };
  private static final String[] NAMES = {"a", "b", "level", "n\\u0061me", "kv", "日", "", "text"};
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "7",
    "-12",
    "3.5",
    "1e3",
    "1E-2",
    "-0.001",
    "123456789012345",
    "12345678901234567890",
    "1e400",
    "0.1e+1"
  };
  private static final String SPOILERS = "{}[]\",:\\ 019.-eEtfnu\n\u0001é";

  private final Random random;

  public RandomJson(long seed) {
    this.random = new Random(seed);
  }

  public String object() {
    return object(0);
  }

  /** With one character more, less or another. */
  public String spoiled(String json) {
    int at = random.nextInt(json.length());
    String other = String.valueOf(SPOILERS.charAt(random.nextInt(SPOILERS.length())));
    return switch (random.nextInt(3)) {
      case 0 -> json.substring(0, at) + json.substring(at + 1);
      case 1 -> json.substring(0, at) + other + json.substring(at);
      default -> json.substring(0, at) + other + json.substring(at + 1);
    };
  }

  private String object(int depth) {
    StringBuilder json = new StringBuilder("{").append(space());
    for (int i = random.nextInt(5); i > 0; i--) {
      json.append('"').append(pick(NAMES)).append('"').append(space()).append(':');
      json.append(space()).append(value(depth + 1)).append(space());
      json.append(i > 1 ? "," + space() : "");
    }
    return json.append('}').toString();
  }

  private String list(int depth) {
    StringBuilder json = new StringBuilder("[").append(space());
    for (int i = random.nextInt(4); i > 0; i--) {
      json.append(value(depth + 1)).append(space()).append(i > 1 ? "," + space() : "");
    }
    return json.append(']').toString();
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 3 ? 7 : 9)) {
      case 0 -> "true";
      case 1 -> "false";
      case 2 -> "null";
      case 3, 4 -> pick(NUMBERS);
      case 5, 6 -> '"' + pick(STRINGS) + '"';
      case 7 -> object(depth);
      default -> list(depth);
    };
  }

  private String space() {
    return random.nextInt(4) == 0 ? " \t\r\n".substring(random.nextInt(4)) : "";
  }

  private String pick(String[] of) {
    return of[random.nextInt(of.length)];
  }
}
