package io.ringtail.console.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ringtail.console.json.JsonScanner;
import io.ringtail.console.json.JsonTree;
import io.ringtail.console.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Of a number that fits a long for certain, and a double without loss. */
  private static final int MAX_SMALL_CHARS = 15;

  private final FieldPath root = FieldPath.root();
  private final FieldPath message = root.child("message");
  private final LogEvent event = new LogEvent();
  private final JsonScanner scanner = new JsonScanner();
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
  private byte[] lastMetadata = {};
  private Metadata lastKnown = Metadata.NONE;

  /** The event; valid until the next call, and while the bytes stay as they are. */
  public LogEvent read(String group, String logStream, byte[] utf8, int offset, int length) {
    begin(group, logStream);
    event.utf8 = utf8;
    event.offset = offset;
    event.length = length;
    if (length > 1 && utf8[offset] == '{' && utf8[offset + length - 1] == '}') {
      readJson(utf8, offset, length);
    }
    if (!event.json) {
      begin(group, logStream);
      event.messageLeaf = Leaf.message(message, event.message());
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
    scanner.reset(utf8, offset, offset + length);
    try {
      object(root, utf8, 1);
      scanner.finish();
      event.json = true;
      chooseMessage();
    } catch (MalformedJsonException malformed) {
      // Then it is text.
      event.json = false;
    }
  }

  private void object(FieldPath path, byte[] utf8, int depth) throws MalformedJsonException {
    if (depth > JsonScanner.MAX_DEPTH) {
      throw scanner.malformed("nested too deeply");
    }
    scanner.take('{');
    path.begin();
    for (boolean first = true; scanner.hasMore(first, '}'); first = false) {
      scanner.string();
      FieldPath child = path.expected(utf8, scanner.from(), scanner.to());
      if (child == null) {
        child = path.child(scanner.text());
      }
      scanner.take(':');
      value(child, utf8, depth);
    }
  }

  private void value(FieldPath path, byte[] utf8, int depth) throws MalformedJsonException {
    switch (scanner.peek()) {
      case '"' -> {
        scanner.string();
        string(path, utf8);
      }
      case '{' -> {
        if (path.role() == FieldPath.Role.KUBERNETES) {
          event.metadata = metadata(path, utf8);
          return;
        } else if (path.role() == FieldPath.Role.LOG_PROCESSED) {
          processed = true;
        } else if (path.role() == FieldPath.Role.EXCEPTION) {
          event.exception = true;
        }
        object(path, utf8, depth + 1);
      }
      case '[' -> list(path, utf8, depth + 1);
      case 't' -> {
        scanner.literal("true");
        event.truncated |= path.role() == FieldPath.Role.TRUNCATED;
        event.own.add(Leaf.string(path, "true"));
      }
      case 'f' -> {
        scanner.literal("false");
        event.own.add(Leaf.string(path, "false"));
      }
      case 'n' -> scanner.literal("null");
      default -> {
        scanner.number();
        number(path);
      }
    }
  }

  private void list(FieldPath path, byte[] utf8, int depth) throws MalformedJsonException {
    if (depth > JsonScanner.MAX_DEPTH) {
      throw scanner.malformed("nested too deeply");
    }
    scanner.take('[');
    for (boolean first = true; scanner.hasMore(first, ']'); first = false) {
      value(path, utf8, depth);
    }
  }

  private void string(FieldPath path, byte[] utf8) throws MalformedJsonException {
    switch (path.role()) {
      case TIME -> event.own.add(Leaf.hidden(path, scanner.text()));
      case LEVEL -> level(leaf(path, utf8));
      case STD -> {
        Leaf leaf = leaf(path, utf8);
        if (event.stdLeaf == null
            && (leaf.value().equals("stdout") || leaf.value().equals("stderr"))) {
          event.stdLeaf = leaf;
        } else {
          event.own.add(leaf);
        }
      }
      case LOG -> {
        if (log == null) {
          log = Leaf.message(path, scanner.text());
        } else {
          event.own.add(Leaf.string(path, scanner.text()));
        }
      }
      case MESSAGE -> {
        Leaf leaf = Leaf.message(path, scanner.text());
        if (logMessage == null) {
          logMessage = leaf;
        }
        event.own.add(leaf);
      }
      case LOGGER -> {
        Leaf leaf = leaf(path, utf8);
        event.loggerLeaf = leaf;
        event.own.add(leaf);
      }
      default -> {
        event.exception |= path.role() == FieldPath.Role.EXCEPTION;
        event.own.add(leaf(path, utf8));
      }
    }
  }

  private Leaf leaf(FieldPath path, byte[] utf8) throws MalformedJsonException {
    return scanner.isEscaped()
        ? Leaf.string(path, scanner.text())
        : path.leaf(utf8, scanner.from(), scanner.to());
  }

  private void number(FieldPath path) throws MalformedJsonException {
    boolean isSmall = scanner.isWhole() && scanner.to() - scanner.from() <= MAX_SMALL_CHARS;
    long small = isSmall ? scanner.smallNumber() : 0;
    String text = scanner.text();
    Leaf leaf = new Leaf(path, text, Leaf.Kind.NUMBER, isSmall ? small : Double.parseDouble(text));
    switch (path.role()) {
      case LEVEL -> level(leaf);
      case TIME -> event.own.add(Leaf.hidden(path, leaf.value()));
      case SEQ -> {
        if (scanner.isWhole()) {
          event.seq = isSmall ? small : longIn(text);
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

  private static long longIn(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException tooLong) {
      return LogEvent.NO_SEQ;
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

  private Metadata metadata(FieldPath path, byte[] utf8) throws MalformedJsonException {
    int from = scanner.at();
    byte[] last = lastMetadata;
    int expectedTo = from + last.length;
    // The events of a pod come one after the other.
    if (last.length > 0
        && expectedTo <= event.offset + event.length
        && Arrays.equals(utf8, from, expectedTo, last, 0, last.length)) {
      scanner.skipTo(expectedTo);
      return lastKnown;
    }
    scanner.skip();
    int to = scanner.at();
    String json = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    Metadata seen = known.get(json);
    if (seen == null) {
      seen = new Metadata(json, leaves(path, json));
      known.put(json, seen);
    }
    lastMetadata = Arrays.copyOfRange(utf8, from, to);
    lastKnown = seen;
    return seen;
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

  private static List<Leaf> leaves(FieldPath path, String json) {
    List<Leaf> leaves = new ArrayList<>();
    try (JsonParser parser = JsonTree.FACTORY.createParser(json)) {
      parser.nextToken();
      flatten(parser, parser.currentToken(), path, leaves);
    } catch (IOException tooMuch) {
      // Beyond a bound of the library; what came before it can be found.
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
