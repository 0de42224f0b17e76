package io.ringtail.node.config;

import io.ringtail.node.config.YamlNode.Field;
import io.ringtail.node.config.YamlNode.Fields;
import io.ringtail.node.config.YamlNode.Items;
import io.ringtail.node.config.YamlNode.Scalar;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML as a tree with line numbers. Nothing is constructed from tags; anchors and merge keys
 * are resolved.
 */
final class YamlReader {
  private static final int MAX_DEPTH = 50;

  private final Problems problems;
  // An anchor may be used often: what was read once is shared, not copied.
  private final IdentityHashMap<Node, YamlNode> known = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Boolean> open = new IdentityHashMap<>();

  private YamlReader(Problems problems) {
    this.problems = problems;
  }

  /** The document's mapping; an empty one where the text is empty or wrong, which is told. */
  static Fields read(String text, Problems problems) {
    Fields nothing = new Fields(1, Map.of());
    try {
      Iterator<Node> documents = yaml().composeAll(new StringReader(text)).iterator();
      if (!documents.hasNext()) {
        return nothing;
      }
      Node first = documents.next();
      if (documents.hasNext()) {
        problems.error(line(documents.next()), "", null, "a second document begins; legal is one");
      }
      if (first.getTag().equals(Tag.NULL)) {
        return nothing;
      }
      YamlNode root = new YamlReader(problems).node(first);
      if (root instanceof Fields fields) {
        return fields;
      }
      problems.error(root.line(), "", null, root.kind() + "; legal is a mapping of options");
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      problems.error(mark == null ? 1 : mark.getLine() + 1, "", null, "no YAML: " + reason(e));
    } catch (YAMLException e) {
      problems.error(1, "", null, "no YAML: " + e.getMessage());
    }
    return nothing;
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(ConfigText.MAX_BYTES);
    return new Yaml(options);
  }

  private static String reason(MarkedYAMLException e) {
    return e.getContext() == null ? e.getProblem() : e.getContext() + ", " + e.getProblem();
  }

  private YamlNode node(Node node) {
    YamlNode seen = known.get(node);
    if (seen != null) {
      return seen;
    }
    if (open.put(node, true) != null) {
      problems.error(line(node), "", null, "an anchor that contains itself");
      return new Scalar(line(node), "", true);
    }
    YamlNode read = fresh(node);
    open.remove(node);
    known.put(node, read);
    return read;
  }

  private YamlNode fresh(Node node) {
    if (node instanceof MappingNode mapping) {
      return new Fields(line(node), fields(mapping));
    }
    if (node instanceof SequenceNode sequence) {
      return new Items(line(node), sequence.getValue().stream().map(this::node).toList());
    }
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    return new Scalar(line(node), text, node.getTag().equals(Tag.NULL));
  }

  private Map<String, Field> fields(MappingNode mapping) {
    Map<String, Field> fields = new LinkedHashMap<>();
    List<Fields> merged = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node key = tuple.getKeyNode();
      if (key.getTag().equals(Tag.MERGE)) {
        merge(node(tuple.getValueNode()), merged);
        continue;
      }
      String name = name(key);
      if (name == null) {
        continue;
      }
      Field earlier = fields.get(name);
      if (earlier == null) {
        fields.put(name, new Field(line(key), node(tuple.getValueNode())));
      } else {
        problems.error(line(key), name, null, "set before, in line " + earlier.line());
      }
    }
    // What stands in the mapping itself is stronger, as the YAML type !!merge has it.
    merged.forEach(source -> source.fields().forEach(fields::putIfAbsent));
    return fields;
  }

  private @Nullable String name(Node key) {
    if (key instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problems.error(line(key), "", null, "a key that is no text");
    return null;
  }

  private void merge(YamlNode value, List<Fields> merged) {
    if (value instanceof Fields fields) {
      merged.add(fields);
    } else if (value instanceof Items list) {
      list.items().forEach(item -> merge(item, merged));
    } else {
      problems.error(value.line(), "<<", null, "legal is the alias of a mapping");
    }
  }

  private static int line(Node node) {
    Mark mark = node.getStartMark();
    return mark == null ? 1 : mark.getLine() + 1;
  }
}
