package io.ringtail.node.record;

import io.ringtail.encode.Fixed;

/** A member's name that the configuration chooses. */
final class MemberName {
  private MemberName() {}

  static Fixed of(String name) {
    StringBuilder ascii = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = c >= ' ' && c < 0x7f && c != '"' && c != '\\';
      ascii.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return Fixed.name(ascii.toString());
  }
}
