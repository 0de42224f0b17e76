package io.ringtail.encode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.event.EventView;
import io.ringtail.event.Level;
import io.ringtail.event.RecordForm;
import io.ringtail.event.Thrown;
import java.math.BigDecimal;
import java.math.BigInteger;
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
  private static final Fixed TRUNCATED = Fixed.name("truncated");
  private static final Fixed ORIGINAL_BYTES = Fixed.name("originalBytes");
  private static final Fixed CLASS = Fixed.name("class");
  private static final Fixed METHOD = Fixed.name("method");
  private static final Fixed FILE = Fixed.name("file");
  private static final Fixed LINE = Fixed.name("line");

  private static final Fixed[] LEVELS = levels();

  final JsonWriter json;
  final JsonText text;
  private final Timestamp timestamp = new Timestamp();

  /** Made for the first exception. */
  private @Nullable StackText stackText;

  /** Made for the first MDC, likewise. */
  private @Nullable BiConsumer<@Nullable String, @Nullable String> nestedEntry;

  private @Nullable BiConsumer<@Nullable String, @Nullable String> flatEntry;
  private final Set<String> usedKeys = new HashSet<>();
  private Set<String> flatTaken = Set.of();
  private Map<String, String> flatMdc = Map.of();
  private final RecordForm form;
  private byte[] metadata = {};
  private int metadataJsonBytes;
  private long originalBytes;
  private boolean contextShown = true;

  Parts(JsonWriter json, RecordForm form) {
    this.json = json;
    this.form = form;
    this.text = new JsonText(json);
  }

  /** The members of the metadata, already encoded; empty where there are none. */
  void setMetadata(String encodedMember) {
    byte[] json = encodedMember.getBytes(UTF_8);
    metadata = form.of(json);
    metadataJsonBytes = json.length;
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

  void time(Fixed name, EventView event) {
    json.name(name);
    json.quotedAscii(timestamp.of(event.epochSecond(), event.nanoOfSecond()));
  }

  /** Never cut, however little room there is. */
  void level(Fixed name, EventView event) {
    fixed(name, LEVELS[event.level().ordinal()]);
  }

  /** Never cut, however little room there is. */
  void fixed(Fixed name, Fixed value) {
    json.name(name);
    json.fixed(value);
  }

  void seq(Fixed name, long seq) {
    json.name(name);
    json.number(seq);
  }

  /** Says that the event was shortened, and from what. */
  void truncation() {
    if (originalBytes > 0) {
      json.name(TRUNCATED);
      json.bool(true);
      json.name(ORIGINAL_BYTES);
      json.number(originalBytes);
    }
  }

  void nestedMdc(Fixed name, EventView event) {
    if (contextShown && !event.mdc().isEmpty()) {
      json.name(name);
      json.startObject();
      event.mdc().forEach(nestedEntry());
      json.endObject();
    }
  }

  void nestedKeyValues(Fixed name, EventView event) {
    @Nullable Object[] pairs = event.keyValues();
    if (contextShown && pairs != null && pairs.length > 1) {
      json.name(name);
      json.startObject();
      usedKeys.clear();
      writePairs(pairs);
      json.endObject();
    }
  }

  /**
   * MDC and key-values beside the format's own members. A name that is taken gets `_` appended: the
   * format's own members win over the program's, its key-values over its MDC.
   */
  void flatContext(EventView event, Set<String> reserved) {
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
    flatMdc.forEach(flatEntry());
    flatMdc = Map.of();
  }

  void markers(Fixed name, EventView event) {
    String[] markers = event.markers();
    if (contextShown && markers != null && markers.length > 0) {
      json.name(name);
      json.startArray();
      for (String marker : markers) {
        json.element();
        text.value(marker);
      }
      json.endArray();
    }
  }

  void caller(Fixed name, EventView event) {
    StackTraceElement caller = event.caller();
    if (caller != null) {
      json.name(name);
      json.startObject();
      text.field(CLASS, caller.getClassName());
      text.field(METHOD, caller.getMethodName());
      if (caller.getFileName() != null) {
        text.field(FILE, caller.getFileName());
        json.name(LINE);
        json.number(caller.getLineNumber());
      }
      json.endObject();
    }
  }

  void hash(Fixed name, Thrown thrown) {
    String digits = Integer.toHexString(stackText().hash(thrown));
    json.name(name);
    json.quotedAscii(("0".repeat(8 - digits.length()) + digits).getBytes(UTF_8));
  }

  void stack(Fixed name, Thrown thrown) {
    json.name(name);
    text.value(stackText().of(thrown));
  }

  private StackText stackText() {
    StackText made = stackText;
    if (made == null) {
      made = new StackText();
      stackText = made;
    }
    return made;
  }

  void metadata(Fixed name) {
    if (metadata.length > 0) {
      json.name(name);
      json.raw(metadata, metadataJsonBytes);
    }
  }

  private static Fixed[] levels() {
    Level[] levels = Level.values();
    Fixed[] names = new Fixed[levels.length];
    for (Level level : levels) {
      names[level.ordinal()] = Fixed.string(level.name());
    }
    return names;
  }

  private BiConsumer<@Nullable String, @Nullable String> nestedEntry() {
    BiConsumer<@Nullable String, @Nullable String> made = nestedEntry;
    if (made == null) {
      made = this::writeEntry;
      nestedEntry = made;
    }
    return made;
  }

  private BiConsumer<@Nullable String, @Nullable String> flatEntry() {
    BiConsumer<@Nullable String, @Nullable String> made = flatEntry;
    if (made == null) {
      made = this::writeFlatEntry;
      flatEntry = made;
    }
    return made;
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
    text.repeatedName(String.valueOf(key));
    if (value == null) {
      json.nullValue();
    } else {
      // One request's trace id stands in all of its events.
      text.repeatedValue(value);
    }
  }

  private void writePairs(@Nullable Object[] pairs) {
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      text.repeatedName(claim(String.valueOf(pairs[i])));
      writeScalar(pairs[i + 1]);
    }
  }

  private void writeScalar(@Nullable Object value) {
    if (value == null) {
      json.nullValue();
    } else if (value instanceof Boolean flag) {
      json.bool(flag);
    } else if (isWhole(value)) {
      json.number(((Number) value).longValue());
    } else if (isNumber(value)) {
      json.ascii(value.toString());
    } else {
      text.value(value.toString());
    }
  }

  /** Whether its text is a number in JSON, too. */
  private static boolean isNumber(Object value) {
    return (value instanceof Double number && Double.isFinite(number))
        || (value instanceof Float fraction && Float.isFinite(fraction))
        || value instanceof BigDecimal
        || value instanceof BigInteger;
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
