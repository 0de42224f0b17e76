package io.ringtail.console.search;

import io.ringtail.console.event.Fold;
import io.ringtail.console.event.Leaf;
import io.ringtail.console.event.LogEvent;
import io.ringtail.console.event.Metadata;
import io.ringtail.console.event.Words;
import io.ringtail.console.store.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;
import org.apache.lucene.util.UnicodeUtil;

/**
 * Makes the Lucene document of an event. All its objects are used again.
 *
 * <p>Threading: one thread.
 */
final class EventDocument implements Iterable<IndexableField> {
  private static final FieldType WORD_TYPE = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
  private static final FieldType TERM_TYPE = type(IndexOptions.DOCS);
  private static final int MAX_KNOWN_SHAPES = 10_000;

  /** What a series' number is looked up by without building its key. */
  private record Probe(Shape shape, Metadata metadata, String level, String std) {}

  private final SeriesTable table;
  private final Columns columns;
  private final NumericDocValuesField time = new NumericDocValuesField(Fields.TIME, 0L);
  private final NumericDocValuesField series = new NumericDocValuesField(Fields.SERIES, 0L);
  private final NumericDocValuesField position = new NumericDocValuesField(Fields.POSITION, 0L);
  private final WordStream message = new WordStream();
  private final WordStream words = new WordStream();
  private final TermStream terms = new TermStream();
  private final Field messageField = new Field(Fields.MESSAGE, message, WORD_TYPE);
  private final Field wordsField = new Field(Fields.WORDS, words, WORD_TYPE);
  private final Field termsField = new Field(Fields.TERMS, terms, TERM_TYPE);
  private final List<IndexableField> fields = new ArrayList<>();
  private final Map<String, List<SortedNumericDocValuesField>> spare = new HashMap<>();
  private final Map<StreamId, Map<Probe, Integer>> numbers = new HashMap<>();
  private final Map<String, Integer> kinds = new HashMap<>();
  private final Map<Map<String, Integer>, Shape> shapes = new HashMap<>();
  private final Map<String, int[]> columnUse = new HashMap<>();

  EventDocument(SeriesTable table, Columns columns) {
    this.table = table;
    this.columns = columns;
  }

  /** Becomes the document of this event. */
  void set(StreamId stream, LogEvent event, long timeMillis, long eventPosition) {
    fields.clear();
    kinds.clear();
    columnUse.values().forEach(use -> use[0] = 0);
    message.clear();
    words.clear();
    terms.clear();
    Leaf text = event.messageLeaf();
    for (Leaf leaf : event.own()) {
      take(leaf, leaf.equals(text));
    }
    int number = number(stream, event);
    terms.series(number);
    time.setLongValue(timeMillis);
    series.setLongValue(number);
    position.setLongValue(eventPosition);
    fields.add(time);
    fields.add(series);
    fields.add(position);
    fields.add(termsField);
    if (!message.isEmpty()) {
      fields.add(messageField);
    }
    if (!words.isEmpty()) {
      fields.add(wordsField);
    }
  }

  private void take(Leaf leaf, boolean isMessage) {
    int kind = Shape.kind(leaf);
    if (leaf.kind() == Leaf.Kind.NUMBER) {
      kind = column(Columns.NUMBER, leaf) ? kind : Shape.LOOSE_NUMBER;
    } else if (!Double.isNaN(leaf.number())) {
      kind |= column(Columns.STRING, leaf) ? 0 : Shape.LOOSE_NUMBER;
    }
    if (leaf.kind() == Leaf.Kind.KEYWORD) {
      String folded = Fold.lower(leaf.value());
      terms.keyword(leaf.name(), folded);
      // One that is a word of its own is also found by its term, see Planner.
      if (!Words.isOne(folded)) {
        words.add(folded);
      }
    } else if (isMessage) {
      message.add(leaf.value());
    } else if (leaf.kind() == Leaf.Kind.TEXT) {
      words.add(leaf.value());
    }
    kinds.merge(leaf.name(), kind, (one, other) -> one | other);
  }

  private boolean column(String kind, Leaf leaf) {
    String name = columns.of(kind, leaf.name());
    if (name == null) {
      return false;
    }
    List<SortedNumericDocValuesField> made = spare.computeIfAbsent(name, n -> new ArrayList<>());
    int[] use = columnUse.computeIfAbsent(name, n -> new int[1]);
    if (use[0] == made.size()) {
      made.add(new SortedNumericDocValuesField(name, 0));
    }
    SortedNumericDocValuesField field = made.get(use[0]++);
    field.setLongValue(NumericUtils.doubleToSortableLong(leaf.number()));
    fields.add(field);
    return true;
  }

  private int number(StreamId stream, LogEvent event) {
    if (shapes.size() > MAX_KNOWN_SHAPES) {
      shapes.clear();
      numbers.clear();
    }
    Shape shape = shapes.get(kinds);
    if (shape == null) {
      shape = Shape.of(kinds);
      shapes.put(shape.kinds(), shape);
    }
    Leaf level = event.levelLeaf();
    Leaf std = event.stdLeaf();
    Probe probe =
        new Probe(
            shape,
            event.metadata(),
            level == null ? "" : level.name() + '=' + level.value(),
            std == null ? "" : std.value());
    Map<Probe, Integer> known = numbers.computeIfAbsent(stream, s -> new HashMap<>());
    Integer number = known.get(probe);
    if (number == null) {
      number = table.numberOf(stream, event, shape);
      known.put(probe, number);
    }
    return number;
  }

  /** The shape of an event, as {@link #set} would give it. */
  Shape shapeOf(LogEvent event) {
    fields.clear();
    kinds.clear();
    columnUse.values().forEach(use -> use[0] = 0);
    event.own().forEach(leaf -> take(leaf, leaf.equals(event.messageLeaf())));
    return Shape.of(kinds);
  }

  @Override
  public Iterator<IndexableField> iterator() {
    return fields.iterator();
  }

  private static FieldType type(IndexOptions options) {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setOmitNorms(true);
    type.setIndexOptions(options);
    type.freeze();
    return type;
  }

  /** The words of some values, with a gap between values that no phrase bridges. */
  private static final class WordStream extends TokenStream {
    private static final int GAP = 100;

    private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
    private final PositionIncrementAttribute increment =
        addAttribute(PositionIncrementAttribute.class);
    private final BytesRef bytes = new BytesRef(Words.MAX_CHARS * 3 + 3);
    private final List<String> values = new ArrayList<>();
    private final Words words = new Words();
    private int next;

    void clear() {
      values.clear();
    }

    void add(String value) {
      values.add(value);
    }

    boolean isEmpty() {
      return values.isEmpty();
    }

    @Override
    public void reset() {
      next = 0;
      words.reset("");
    }

    @Override
    public boolean incrementToken() {
      int gap = 1;
      while (!words.next()) {
        if (next == values.size()) {
          return false;
        }
        words.reset(values.get(next++));
        gap = GAP;
      }
      bytes.length = UnicodeUtil.UTF16toUTF8(words.chars(), 0, words.length(), bytes.bytes);
      term.setBytesRef(bytes);
      increment.setPositionIncrement(gap);
      return true;
    }
  }

  /** The terms of an event: its series and its keywords. */
  private static final class TermStream extends TokenStream {
    private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
    private final PositionIncrementAttribute increment =
        addAttribute(PositionIncrementAttribute.class);
    private final List<String> paths = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final BytesRef seriesTerm = new BytesRef(5);
    private byte[] buffer = new byte[256];
    private final BytesRef bytes = new BytesRef();
    private int next;

    void clear() {
      paths.clear();
      values.clear();
    }

    void keyword(String path, String folded) {
      paths.add(path);
      values.add(folded);
    }

    void series(int number) {
      Fields.seriesTerm(number, seriesTerm);
    }

    @Override
    public void reset() {
      next = -1;
      // The end of the stream before has set it to 0.
      increment.setPositionIncrement(1);
    }

    @Override
    public boolean incrementToken() {
      if (next < 0) {
        term.setBytesRef(seriesTerm);
        next = 0;
        return true;
      }
      if (next == paths.size()) {
        return false;
      }
      String path = paths.get(next);
      String value = values.get(next++);
      int needed = (path.length() + value.length()) * 3 + 1;
      if (needed > buffer.length) {
        buffer = new byte[needed];
      }
      int length = UnicodeUtil.UTF16toUTF8(path, 0, path.length(), buffer);
      buffer[length++] = 0;
      length = UnicodeUtil.UTF16toUTF8(value, 0, value.length(), buffer, length);
      bytes.bytes = buffer;
      bytes.length = length;
      term.setBytesRef(bytes);
      return true;
    }
  }
}
