package io.ringtail.node.record.json;

/**
 * A number, as it was written: none of its digits is lost.
 *
 * @param literal legal in JSON
 */
public record JsonNumber(String literal) {
  @Override
  public String toString() {
    return literal;
  }
}
