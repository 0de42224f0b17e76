package io.ringtail.node.record.transform;

/** A kind of text that must not be seen. Threading: safe. */
interface Secret {
  /** A quick look: false only if there is none for sure. */
  boolean mayBeIn(byte[] text, int from, int to);

  /**
   * {@code text} with each such piece replaced; the same String if there is none. A replacement
   * that is found again stays as it is.
   */
  String replace(String text, String replacement);

  /** Whether the name alone says that the value of such a field must not be seen. */
  default boolean isNamedBy(String fieldName) {
    return false;
  }

  /** Whether it could be found in the values of an object, but not in its JSON. */
  default boolean dependsOnPlace() {
    return false;
  }
}
