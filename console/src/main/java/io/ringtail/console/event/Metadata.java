package io.ringtail.console.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of its pod, the same for all events of a container.
 *
 * <p>Threading: immutable.
 */
public final class Metadata {
  public static final Metadata NONE = new Metadata("", List.of());

  private final String json;
  private final List<Leaf> leaves;

  Metadata(String json, List<Leaf> leaves) {
    this.json = json;
    this.leaves = List.copyOf(leaves);
  }

  /** Its text in the event, which is also what it is told apart by. */
  public String json() {
    return json;
  }

  public List<Leaf> leaves() {
    return leaves;
  }

  public @Nullable String first(String path) {
    for (Leaf leaf : leaves) {
      if (leaf.name().equals(path)) {
        return leaf.value();
      }
    }
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Metadata metadata && metadata.json.equals(json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }
}
