package io.ringtail.console.search;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shape of an event by going from field to field: most events have the fields of the one
 * before, in the same order.
 *
 * <p>Threading: one thread.
 */
final class ShapeTree {
  private static final int MAX_NODES = 10_000;

  private record Step(String name, int kinds) {}

  /** The fields up to here, in their order. */
  final class Node {
    private final @Nullable Node before;
    private final String name;
    private final int kinds;
    private final Map<Step, Node> others = new HashMap<>(2);
    private @Nullable Node last;
    private @Nullable Shape shape;

    private Node(@Nullable Node before, String name, int kinds) {
      this.before = before;
      this.name = name;
      this.kinds = kinds;
    }

    /** With another field. */
    Node with(String nextName, int nextKinds) {
      Node next = last;
      if (next == null || next.kinds != nextKinds || !next.name.equals(nextName)) {
        next = others.computeIfAbsent(new Step(nextName, nextKinds), step -> made(this, step));
        last = next;
      }
      return next;
    }

    Shape shape() {
      Shape made = shape;
      if (made == null) {
        Map<String, Integer> all = new HashMap<>();
        for (Node node = this; node.before != null; node = node.before) {
          all.merge(node.name, node.kinds, (one, other) -> one | other);
        }
        made = Shape.of(all);
        shape = made;
      }
      return made;
    }
  }

  private Node root = new Node(null, "", 0);
  private int nodes;

  Node root() {
    return root;
  }

  /** Begins anew where there are too many nodes, and tells so. */
  boolean forgets() {
    if (nodes <= MAX_NODES) {
      return false;
    }
    nodes = 0;
    root = new Node(null, "", 0);
    return true;
  }

  private Node made(Node before, Step step) {
    nodes++;
    return new Node(before, step.name(), step.kinds());
  }
}
