package io.ringtail.console.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ringtail.console.json.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages into events: ours from inside a JVM, the node agent's, ECS, logstash, any other
 * JSON object, and plain text, which is all message.
 *
 * <p>Threading: one thread.
 */
public final class EventReader {
  private static final int MAX_KNOWN_METADATA = 1_000;

  private final FieldPath root = FieldPath.root();
  private final FieldPath message = root.child("message");
  private final LogEvent event = new LogEvent();
  private final Map<String, Metadata> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Metadata> eldest) {
          return size() > MAX_KNOWN_METADATA;
        }
      };
  private @Nullable Leaf log;
  private @Nullable Leaf logMessage;
  private boolean processed;

  /** The event; valid until the next call. */
  public LogEvent read(String group, String logStream, byte[] utf8, int offset, int length) {
    begin(group, logStream);
    event.raw = new String(utf8, offset, length, StandardCharsets.UTF_8);
    if (length > 1 && utf8[offset] == '{' && utf8[offset + length - 1] == '}') {
      readJson(utf8, offset, length);
    }
    if (!event.json) {
      begin(group, logStream);
      event.messageLeaf = Leaf.message(message, event.raw);
      event.own.add(event.messageLeaf);
    }
    return event;
  }

  /** The event; valid until the next call. */
  public LogEvent read(String group, String logStream, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return read(group, logStream, utf8, 0, utf8.length);
  }

  private void begin(String group, String logStream) {
    event.clear();
    event.group = group;
    event.logStream = logStream;
    log = null;
    logMessage = null;
    processed = false;
  }

  private void readJson(byte[] utf8, int offset, int length) {
    try (JsonParser parser = JsonTree.FACTORY.createParser(utf8, offset, length)) {
      parser.nextToken();
      object(parser, root, utf8, offset);
      if (parser.nextToken() == null) {
        event.json = true;
        chooseMessage();
      }
    } catch (IOException malformed) {
      // Then it is text.
      event.json = false;
    }
  }

  private void object(JsonParser parser, FieldPath path, byte[] utf8, int offset)
      throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      FieldPath child = path.child(name);
      JsonToken token = parser.nextToken();
      if (child.role() == FieldPath.Role.KUBERNETES && token == JsonToken.START_OBJECT) {
        event.metadata = metadata(parser, child, utf8, offset);
      } else {
        value(parser, token, child, utf8, offset);
      }
    }
  }

  private void value(JsonParser parser, JsonToken token, FieldPath path, byte[] utf8, int offset)
      throws IOException {
    switch (token) {
      case START_OBJECT -> {
        if (path.role() == FieldPath.Role.LOG_PROCESSED) {
          processed = true;
        } else if (path.role() == FieldPath.Role.EXCEPTION) {
          event.exception = true;
        }
        object(parser, path, utf8, offset);
      }
      case START_ARRAY -> {
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          value(parser, next, path, utf8, offset);
        }
      }
      case VALUE_STRING -> string(path, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, path);
      case VALUE_TRUE, VALUE_FALSE -> {
        event.truncated |= path.role() == FieldPath.Role.TRUNCATED && token == JsonToken.VALUE_TRUE;
        event.own.add(Leaf.string(path, parser.getText()));
      }
      case VALUE_NULL -> {}
      default -> throw new IOException("unexpected " + token);
    }
  }

  private void string(FieldPath path, String value) {
    switch (path.role()) {
      case TIME -> event.own.add(Leaf.hidden(path, value));
      case LEVEL -> level(Leaf.string(path, value));
      case STD -> {
        Leaf leaf = Leaf.string(path, value);
        if (event.stdLeaf == null && (value.equals("stdout") || value.equals("stderr"))) {
          event.stdLeaf = leaf;
        } else {
          event.own.add(leaf);
        }
      }
      case LOG -> {
        if (log == null) {
          log = Leaf.message(path, value);
        } else {
          event.own.add(Leaf.string(path, value));
        }
      }
      case MESSAGE -> {
        Leaf leaf = Leaf.message(path, value);
        if (logMessage == null) {
          logMessage = leaf;
        }
        event.own.add(leaf);
      }
      case LOGGER -> {
        Leaf leaf = Leaf.string(path, value);
        event.loggerLeaf = leaf;
        event.own.add(leaf);
      }
      default -> {
        event.exception |= path.role() == FieldPath.Role.EXCEPTION;
        event.own.add(Leaf.string(path, value));
      }
    }
  }

  private void number(JsonParser parser, FieldPath path) throws IOException {
    Leaf leaf = new Leaf(path, parser.getText(), Leaf.Kind.NUMBER, parser.getDoubleValue());
    switch (path.role()) {
      case LEVEL -> level(leaf);
      case TIME -> event.own.add(Leaf.hidden(path, leaf.value()));
      case SEQ -> {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
          event.seq =
              parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                  ? LogEvent.NO_SEQ
                  : parser.getLongValue();
        }
        event.own.add(leaf);
      }
      case LOST -> {
        event.lost = (long) leaf.number();
        event.own.add(leaf);
      }
      default -> event.own.add(leaf);
    }
  }

  private void level(Leaf leaf) {
    String normal = Levels.normal(leaf);
    if (normal != null && event.levelLeaf == null) {
      event.levelLeaf = leaf;
      event.level = normal;
    } else {
      event.own.add(leaf);
    }
  }

  /** The line that the node agent took apart stands in its parts: it is searched there. */
  private void chooseMessage() {
    Leaf line = log;
    if (line != null) {
      if (logMessage != null && processed) {
        event.own.add(Leaf.hidden(line.path(), line.value()));
      } else {
        event.own.add(line);
      }
    }
    event.messageLeaf = logMessage != null ? logMessage : line;
  }

  private Metadata metadata(JsonParser parser, FieldPath path, byte[] utf8, int offset)
      throws IOException {
    int from = offset + (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int to = offset + (int) parser.currentLocation().getByteOffset();
    String json = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    Metadata seen = known.get(json);
    if (seen != null) {
      return seen;
    }
    Metadata made = new Metadata(json, leaves(path, json));
    known.put(json, made);
    return made;
  }

  /** Whether a word without a field may find a number of this name. */
  public static boolean isFoundByWord(String path) {
    return FieldPath.roleOf(path) != FieldPath.Role.SEQ;
  }

  /** All fields of a JSON object in their order; of anything else, the text as its message. */
  public static List<Leaf> fields(String text) {
    FieldPath root = FieldPath.root();
    try (JsonParser parser = JsonTree.FACTORY.createParser(text)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        List<Leaf> leaves = new ArrayList<>();
        flatten(parser, parser.currentToken(), root, leaves);
        if (parser.nextToken() == null) {
          return leaves;
        }
      }
    } catch (IOException malformed) {
      // Then it is text.
    }
    return List.of(Leaf.message(root.child("message"), text));
  }

  private static List<Leaf> leaves(FieldPath path, String json) throws IOException {
    List<Leaf> leaves = new ArrayList<>();
    try (JsonParser parser = JsonTree.FACTORY.createParser(json)) {
      parser.nextToken();
      flatten(parser, parser.currentToken(), path, leaves);
    }
    return leaves;
  }

  private static void flatten(JsonParser parser, JsonToken token, FieldPath path, List<Leaf> leaves)
      throws IOException {
    switch (token) {
      case START_OBJECT -> {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          flatten(parser, parser.nextToken(), path.child(name), leaves);
        }
      }
      case START_ARRAY -> {
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          flatten(parser, next, path, leaves);
        }
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          leaves.add(new Leaf(path, parser.getText(), Leaf.Kind.NUMBER, parser.getDoubleValue()));
      case VALUE_NULL -> {}
      default -> leaves.add(Leaf.string(path, parser.getText()));
    }
  }
}
