package io.ringtail.encode;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.ringtail.event.EventView;
import io.ringtail.event.Level;
import io.ringtail.event.Thrown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an event that all formats share, written to one generator.
 *
 * <p>Threading: one thread. Allocates: nothing, but for exceptions, decimal numbers, and the keys
 * that must be kept apart.
 */
final class Parts {
  private static final SerializedString TRUNCATED = new SerializedString("truncated");
  private static final SerializedString ORIGINAL_BYTES = new SerializedString("originalBytes");
  private static final SerializedString CLASS = new SerializedString("class");
  private static final SerializedString METHOD = new SerializedString("method");
  private static final SerializedString FILE = new SerializedString("file");
  private static final SerializedString LINE = new SerializedString("line");

  private static final SerializedString[] LEVELS =
      Arrays.stream(Level.values())
          .map(level -> new SerializedString(level.name()))
          .toArray(SerializedString[]::new);

  final JsonGenerator json;
  final JsonText text;
  private final Timestamp timestamp = new Timestamp();
  private final StackText stackText = new StackText();
  private final BiConsumer<@Nullable String, @Nullable String> nestedEntry = this::writeEntry;
  private final BiConsumer<@Nullable String, @Nullable String> flatEntry = this::writeFlatEntry;
  private final Set<String> usedKeys = new HashSet<>();
  private Set<String> flatTaken = Set.of();
  private Map<String, String> flatMdc = Map.of();
  private SerializableString metadata = new SerializedString("");
  private long originalBytes;
  private boolean contextShown = true;

  Parts(JsonGenerator json) {
    this.json = json;
    this.text = new JsonText(json);
  }

  /** The members of the metadata, already encoded; empty where there are none. */
  void setMetadata(String encodedMember) {
    metadata = new SerializedString(encodedMember);
  }

  /**
   * Begins a pass over an event.
   *
   * @param maxChars the cap on each string
   * @param originalBytes the size before it was cut; 0 where nothing is
   * @param contextShown false leaves out MDC, key-values and markers, the last resort
   */
  void begin(int maxChars, long originalBytes, boolean contextShown) {
    text.begin(maxChars);
    this.originalBytes = originalBytes;
    this.contextShown = contextShown;
  }

  void time(SerializableString name, EventView event) throws IOException {
    json.writeFieldName(name);
    byte[] ascii = timestamp.of(event.epochSecond(), event.nanoOfSecond());
    json.writeRawUTF8String(ascii, 0, ascii.length);
  }

  /** Never cut, however little room there is. */
  void level(SerializableString name, EventView event) throws IOException {
    fixed(name, LEVELS[event.level().ordinal()]);
  }

  /** Never cut, however little room there is. */
  void fixed(SerializableString name, SerializableString value) throws IOException {
    json.writeFieldName(name);
    json.writeString(value);
  }

  void seq(SerializableString name, long seq) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(seq);
  }

  /** Says that the event was shortened, and from what. */
  void truncation() throws IOException {
    if (originalBytes > 0) {
      json.writeFieldName(TRUNCATED);
      json.writeBoolean(true);
      json.writeFieldName(ORIGINAL_BYTES);
      json.writeNumber(originalBytes);
    }
  }

  void nestedMdc(SerializableString name, EventView event) throws IOException {
    if (contextShown && !event.mdc().isEmpty()) {
      json.writeFieldName(name);
      json.writeStartObject();
      forEach(event.mdc(), nestedEntry);
      json.writeEndObject();
    }
  }

  void nestedKeyValues(SerializableString name, EventView event) throws IOException {
    @Nullable Object[] pairs = event.keyValues();
    if (contextShown && pairs != null && pairs.length > 1) {
      json.writeFieldName(name);
      json.writeStartObject();
      usedKeys.clear();
      writePairs(pairs);
      json.writeEndObject();
    }
  }

  /**
   * MDC and key-values beside the format's own members. A name that is taken gets `_` appended: the
   * format's own members win over the program's, its key-values over its MDC.
   */
  void flatContext(EventView event, Set<String> reserved) throws IOException {
    if (!contextShown) {
      return;
    }
    @Nullable Object[] pairs = event.keyValues();
    flatTaken = reserved;
    if (pairs != null) {
      usedKeys.clear();
      usedKeys.addAll(reserved);
      writePairs(pairs);
      flatTaken = usedKeys;
    }
    flatMdc = event.mdc();
    forEach(flatMdc, flatEntry);
    flatMdc = Map.of();
  }

  void markers(SerializableString name, EventView event) throws IOException {
    String[] markers = event.markers();
    if (contextShown && markers != null && markers.length > 0) {
      json.writeFieldName(name);
      json.writeStartArray();
      for (String marker : markers) {
        text.value(marker);
      }
      json.writeEndArray();
    }
  }

  void caller(SerializableString name, EventView event) throws IOException {
    StackTraceElement caller = event.caller();
    if (caller != null) {
      json.writeFieldName(name);
      json.writeStartObject();
      text.field(CLASS, caller.getClassName());
      text.field(METHOD, caller.getMethodName());
      if (caller.getFileName() != null) {
        text.field(FILE, caller.getFileName());
        json.writeFieldName(LINE);
        json.writeNumber(caller.getLineNumber());
      }
      json.writeEndObject();
    }
  }

  void hash(SerializableString name, Thrown thrown) throws IOException {
    String digits = Integer.toHexString(stackText.hash(thrown));
    json.writeFieldName(name);
    json.writeString("0".repeat(8 - digits.length()) + digits);
  }

  void stack(SerializableString name, Thrown thrown) throws IOException {
    json.writeFieldName(name);
    text.value(stackText.of(thrown));
  }

  void metadata(SerializableString name) throws IOException {
    if (metadata.charLength() > 0) {
      json.writeFieldName(name);
      json.writeRawValue(metadata);
    }
  }

  private static void forEach(
      Map<String, String> mdc, BiConsumer<@Nullable String, @Nullable String> writer)
      throws IOException {
    try {
      mdc.forEach(writer);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void writeFlatEntry(@Nullable String key, @Nullable String value) {
    String name = String.valueOf(key);
    String free = name;
    while (flatTaken.contains(free) || (!free.equals(name) && flatMdc.containsKey(free))) {
      free += "_";
    }
    writeEntry(free, value);
  }

  private void writeEntry(@Nullable String key, @Nullable String value) {
    try {
      text.repeatedName(String.valueOf(key));
      if (value == null) {
        json.writeNull();
      } else {
        // One request's trace id stands in all of its events.
        text.repeatedValue(value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writePairs(@Nullable Object[] pairs) throws IOException {
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      text.repeatedName(claim(String.valueOf(pairs[i])));
      writeScalar(pairs[i + 1]);
    }
  }

  private void writeScalar(@Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Float number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else if (value instanceof BigInteger integer) {
      json.writeNumber(integer);
    } else if (isWhole(value)) {
      json.writeNumber(((Number) value).longValue());
    } else {
      text.value(value.toString());
    }
  }

  // Of a Number that the JDK does not know, longValue() may be a fraction of the truth.
  private static boolean isWhole(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || value instanceof AtomicInteger
        || value instanceof AtomicLong;
  }

  /** {@code key}, with `_` appended until no earlier key of this object is the same. */
  private String claim(String key) {
    String free = key;
    while (!usedKeys.add(free)) {
      free += "_";
    }
    return free;
  }
}
