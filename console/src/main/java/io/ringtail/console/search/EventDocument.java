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
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Makes the Lucene document of an event. All its objects are used again.
 *
 * <p>Threading: one thread.
 */
final class EventDocument implements Iterable<IndexableField> {
  private static final FieldType WORD_TYPE = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
  private static final FieldType TERM_TYPE = type(IndexOptions.DOCS);

  /** What a series' number is looked up by without building its key. */
  private record Probe(
      ShapeTree.Node shape, Metadata metadata, @Nullable Leaf level, @Nullable Leaf std) {}

  private final SeriesTable table;
  private final KeywordTable keywords;
  private final ColumnFields numbers;
  private final ColumnFields strings;
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
  private final ShapeTree shapes = new ShapeTree();
  private final Map<StreamId, Map<Probe, Integer>> seriesOfStream = new HashMap<>();
  private final BytesRef seriesTerm = new BytesRef(5);

  EventDocument(SeriesTable table, Columns columns, KeywordTable keywords) {
    this.table = table;
    this.keywords = keywords;
    this.numbers = new ColumnFields(Columns.NUMBER, columns);
    this.strings = new ColumnFields(Columns.STRING, columns);
  }

  /** Becomes the document of this event. */
  void set(StreamId stream, LogEvent event, long timeMillis, long eventPosition) {
    ShapeTree.Node shape = take(event);
    int number = number(stream, event, shape);
    Fields.seriesTerm(number, seriesTerm);
    terms.add(seriesTerm);
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

  private ShapeTree.Node take(LogEvent event) {
    fields.clear();
    message.clear();
    words.clear();
    terms.clear();
    numbers.begin();
    strings.begin();
    Leaf text = event.messageLeaf();
    ShapeTree.Node shape = shapes.root();
    if (text == null) {
      shape = shape.with(Shape.NO_MESSAGE_NAME, 0);
    }
    List<Leaf> own = event.own();
    for (int i = 0; i < own.size(); i++) {
      Leaf leaf = own.get(i);
      shape = shape.with(leaf.name(), take(leaf, text));
    }
    return shape;
  }

  private int take(Leaf leaf, @Nullable Leaf text) {
    int kind = Shape.kind(leaf);
    if (leaf.kind() == Leaf.Kind.NUMBER) {
      return numbers.add(leaf, fields) ? kind : Shape.LOOSE_NUMBER;
    }
    if (!Double.isNaN(leaf.number())) {
      kind |= strings.add(leaf, fields) ? 0 : Shape.LOOSE_NUMBER;
    }
    if (leaf.kind() == Leaf.Kind.KEYWORD) {
      keyword(leaf);
    } else if (leaf.equals(text)) {
      message.add(leaf.value());
    } else if (leaf.kind() == Leaf.Kind.TEXT) {
      words.add(leaf.value());
    }
    return kind;
  }

  private void keyword(Leaf leaf) {
    if (Words.isOne(leaf.value())) {
      // A word of its own is also found by its term, see Planner.
      terms.add(leaf.name(), Fold.lower(leaf.value()));
      return;
    }
    BytesRef known = keywords.term(leaf);
    if (known != null) {
      terms.add(known);
    } else {
      String folded = Fold.lower(leaf.value());
      terms.add(leaf.name(), folded);
      words.add(folded);
    }
  }

  private int number(StreamId stream, LogEvent event, ShapeTree.Node shape) {
    if (shapes.forgets()) {
      seriesOfStream.clear();
    }
    Map<Probe, Integer> known = seriesOfStream.computeIfAbsent(stream, s -> new HashMap<>());
    Probe probe = new Probe(shape, event.metadata(), event.levelLeaf(), event.stdLeaf());
    Integer number = known.get(probe);
    if (number == null) {
      number = table.numberOf(stream, event, shape.shape());
      known.put(probe, number);
    }
    return number;
  }

  /** The shape of an event, as {@link #set} would give it. */
  Shape shapeOf(LogEvent event) {
    return take(event).shape();
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
    private final List<BytesRef> added = new ArrayList<>();
    private final List<BytesRef> own = new ArrayList<>();
    private int used;
    private int next;

    void clear() {
      added.clear();
      used = 0;
    }

    void add(BytesRef present) {
      added.add(present);
    }

    void add(String path, String folded) {
      if (used == own.size()) {
        own.add(new BytesRef(256));
      }
      BytesRef target = own.get(used++);
      int needed = (path.length() + folded.length()) * 3 + 1;
      if (needed > target.bytes.length) {
        target.bytes = new byte[needed];
      }
      int length = UnicodeUtil.UTF16toUTF8(path, 0, path.length(), target.bytes);
      target.bytes[length++] = 0;
      target.length = UnicodeUtil.UTF16toUTF8(folded, 0, folded.length(), target.bytes, length);
      added.add(target);
    }

    @Override
    public void reset() {
      next = 0;
      // The end of the stream before has set it to 0.
      increment.setPositionIncrement(1);
    }

    @Override
    public boolean incrementToken() {
      if (next == added.size()) {
        return false;
      }
      term.setBytesRef(added.get(next++));
      return true;
    }
  }
}
