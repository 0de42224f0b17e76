package io.ringtail.console.search;

import com.google.re2j.Pattern;
import io.ringtail.console.event.EventReader;
import io.ringtail.console.event.Leaf;
import io.ringtail.console.query.FieldNames;
import io.ringtail.console.query.Matcher;
import io.ringtail.console.query.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Turns a query into one on the index, for the series that there are at this moment.
 *
 * <p>Threading: one thread.
 */
final class Planner {
  private static final Plan ALL = new Plan(new MatchAllDocsQuery(), true);
  private static final Plan NONE = new Plan(new MatchNoDocsQuery(), true);

  private final SeriesTable table;
  private final KeywordTable keywords;
  private final int size;

  Planner(SeriesTable table, KeywordTable keywords) {
    this.table = table;
    this.keywords = keywords;
    this.size = table.size();
  }

  Plan plan(Query query) {
    if (query instanceof Query.And and) {
      return all(and.all().stream().map(this::plan).toList());
    }
    if (query instanceof Query.Or or) {
      return any(or.any().stream().map(this::plan).toList());
    }
    if (query instanceof Query.Not not) {
      Plan excluded = plan(not.excluded());
      return excluded.exact() ? new Plan(without(excluded.candidates()), true) : maybeAll();
    }
    return query instanceof Query.All ? ALL : term(query);
  }

  private static Plan maybeAll() {
    return new Plan(new MatchAllDocsQuery(), false);
  }

  private Plan term(Query term) {
    if (term instanceof Query.Regex regex && regex.field() == null) {
      return literals(regex.pattern());
    }
    String field = Matcher.fieldOf(term);
    if (field == null) {
      return anywhere((Query.Text) term);
    }
    FieldNames.Label label = FieldNames.Label.named(field);
    if (label != null) {
      return series(s -> Matcher.labelMatches(term, s.label(label)));
    }
    if (field.equals(FieldNames.TIME) && term instanceof Query.Compare compare) {
      return new Plan(TimeQuery.of(compare), true);
    }
    return field.equals(FieldNames.MESSAGE) ? message(term) : named(term, field);
  }

  private Plan anywhere(Query.Text text) {
    List<Plan> any = new ArrayList<>();
    any.add(words(Fields.MESSAGE, text));
    any.add(words(Fields.WORDS, text));
    any.add(terms(keywords.terms(leaf -> Matcher.leafMatches(text, leaf))));
    any.add(shared(leaf -> Matcher.leafMatches(text, leaf)));
    Map<String, Integer> kinds = new HashMap<>();
    for (int i = 0; i < size; i++) {
      table.at(i).shape().kinds().forEach((path, kind) -> kinds.merge(path, kind, (a, b) -> a | b));
    }
    boolean isUnknown = kinds.containsKey(Shape.UNKNOWN_NAME);
    kinds.forEach((path, kind) -> addOwn(text, path, kind, any));
    if (isUnknown) {
      any.add(new Plan(series(s -> s.shape().isUnknown()).candidates(), false));
    }
    return any(any);
  }

  /** What a word finds beside the words of texts: keywords that are one word, and numbers. */
  private void addOwn(Query.Text word, String path, int kinds, List<Plan> any) {
    if ((kinds & Shape.KEYWORD) != 0 && word.words().size() == 1) {
      Term term = new Term(Fields.TERMS, Fields.keywordTerm(path, word.words().get(0)));
      any.add(new Plan(word.prefix() ? new PrefixQuery(term) : new TermQuery(term), true));
    }
    if ((kinds & (Shape.NUMBER | Shape.LOOSE_NUMBER)) != 0
        && !word.prefix()
        && !Double.isNaN(Matcher.numberIn(word))
        && EventReader.isFoundByWord(path)) {
      any.add(number(word, path));
      any.add(unsure(path, Shape.LOOSE_NUMBER));
    }
  }

  private static Plan number(Query.Text text, String path) {
    return new Plan(
        new NumberQuery(
            Columns.NUMBER + path,
            List.of(text.text(), text.prefix()),
            number -> Matcher.numberMatches(text, number)),
        true);
  }

  private Plan message(Query term) {
    if (term instanceof Query.Text text) {
      return text.words().isEmpty() ? NONE : words(Fields.MESSAGE, text);
    }
    if (term instanceof Query.Regex regex) {
      return literals(regex.pattern());
    }
    return term instanceof Query.Compare ? NONE : maybeAll();
  }

  /** A field of the JSON. */
  private Plan named(Query term, String field) {
    List<String> paths = FieldNames.paths(field);
    List<Plan> any = new ArrayList<>();
    any.add(shared(leaf -> paths.contains(leaf.name()) && Matcher.leafMatches(term, leaf)));
    for (String path : paths) {
      int kinds = kinds(path);
      if (kinds != 0) {
        addOwn(term, path, kinds, any);
      }
    }
    Plan unknown = series(s -> s.shape().isUnknown());
    if (!unknown.isNone()) {
      any.add(new Plan(unknown.candidates(), false));
    }
    return any(any);
  }

  /** All the kinds in which a field of this path is there. */
  private int kinds(String path) {
    int kinds = 0;
    for (int i = 0; i < size; i++) {
      kinds |= table.at(i).shape().kinds().getOrDefault(path, 0);
    }
    return kinds;
  }

  private void addOwn(Query term, String path, int kinds, List<Plan> any) {
    if (term instanceof Query.Exists) {
      any.add(series(s -> s.shape().has(path)));
      return;
    }
    if (term instanceof Query.Text text) {
      addText(text, path, kinds, any);
    } else if (term instanceof Query.Regex regex) {
      if ((kinds & Shape.KEYWORD) != 0) {
        any.add(new Plan(new KeywordRegexQuery(path, regex.pattern()), true));
      }
      any.add(unsure(path, Shape.TEXT | Shape.NUMBER | Shape.LOOSE_NUMBER | Shape.HIDDEN));
    } else if (term instanceof Query.Compare compare) {
      for (String column : List.of(Columns.NUMBER, Columns.STRING)) {
        any.add(
            new Plan(
                new NumberQuery(
                    column + path,
                    List.of(compare.comparison(), compare.value()),
                    number -> compare.comparison().holds(number, compare.value())),
                true));
      }
      any.add(unsure(path, Shape.LOOSE_NUMBER));
    }
  }

  private void addText(Query.Text text, String path, int kinds, List<Plan> any) {
    if ((kinds & Shape.KEYWORD) != 0) {
      Term term = new Term(Fields.TERMS, Fields.keywordTerm(path, text.text()));
      any.add(new Plan(text.prefix() ? new PrefixQuery(term) : new TermQuery(term), true));
    }
    if ((kinds & Shape.NUMBER) != 0) {
      any.add(number(text, path));
    }
    if ((kinds & Shape.TEXT) != 0 && !text.words().isEmpty()) {
      // The words may stand in another field of the event.
      Plan words = any(List.of(words(Fields.WORDS, text), words(Fields.MESSAGE, text)));
      any.add(all(List.of(words, unsure(path, Shape.TEXT))));
    }
    any.add(unsure(path, Shape.LOOSE_NUMBER | Shape.HIDDEN));
  }

  /** Events in which the field is there in a way that the index cannot look into. */
  private Plan unsure(String path, int kinds) {
    Plan found = series(s -> s.shape().has(path, kinds));
    return found.isNone() ? NONE : new Plan(found.candidates(), false);
  }

  private static Plan words(String field, Query.Text text) {
    List<String> words = text.words();
    int last = words.size() - 1;
    if (last == 0) {
      Term term = new Term(field, words.get(0));
      return new Plan(text.prefix() ? new PrefixQuery(term) : new TermQuery(term), true);
    }
    if (!text.prefix()) {
      PhraseQuery.Builder phrase = new PhraseQuery.Builder();
      words.forEach(word -> phrase.add(new Term(field, word)));
      return new Plan(phrase.build(), true);
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (int i = 0; i < last; i++) {
      all.add(new TermQuery(new Term(field, words.get(i))), Occur.FILTER);
    }
    all.add(new PrefixQuery(new Term(field, words.get(last))), Occur.FILTER);
    return new Plan(all.build(), false);
  }

  /** Events whose message has the words that every match of the expression has. */
  private Plan literals(Pattern pattern) {
    RegexWords required = RegexWords.of(pattern.pattern());
    if (required.isEmpty()) {
      return maybeAll();
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (String word : required.words()) {
      all.add(new TermQuery(new Term(Fields.MESSAGE, word)), Occur.FILTER);
    }
    for (String prefix : required.prefixes()) {
      all.add(new PrefixQuery(new Term(Fields.MESSAGE, prefix)), Occur.FILTER);
    }
    Plan without = series(s -> s.shape().isAllMessage());
    return any(List.of(new Plan(all.build(), false), new Plan(without.candidates(), false)));
  }

  private Plan shared(Predicate<Leaf> condition) {
    IdentityHashMap<Leaf, Boolean> known = new IdentityHashMap<>();
    return series(
        s -> {
          for (Leaf leaf : s.shared()) {
            if (known.computeIfAbsent(leaf, condition::test)) {
              return true;
            }
          }
          return false;
        });
  }

  private Plan series(Predicate<Series> condition) {
    List<BytesRef> terms = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (condition.test(table.at(i))) {
        terms.add(Fields.seriesTerm(i));
      }
    }
    return terms(terms);
  }

  private static Plan terms(List<BytesRef> terms) {
    return terms.isEmpty() ? NONE : new Plan(new TermInSetQuery(Fields.TERMS, terms), true);
  }

  private static Plan all(List<Plan> plans) {
    if (plans.stream().anyMatch(Plan::isNone)) {
      return NONE;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    boolean exact = true;
    for (Plan plan : plans) {
      all.add(plan.candidates(), Occur.FILTER);
      exact &= plan.exact();
    }
    return new Plan(all.build(), exact);
  }

  private static Plan any(List<Plan> plans) {
    List<Plan> possible = plans.stream().filter(plan -> !plan.isNone()).toList();
    if (possible.size() <= 1) {
      return possible.isEmpty() ? NONE : possible.get(0);
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    boolean exact = true;
    for (Plan plan : possible) {
      any.add(plan.candidates(), Occur.SHOULD);
      exact &= plan.exact();
    }
    return new Plan(new ConstantScoreQuery(any.build()), exact);
  }

  private static org.apache.lucene.search.Query without(org.apache.lucene.search.Query excluded) {
    return new BooleanQuery.Builder()
        .add(new MatchAllDocsQuery(), Occur.FILTER)
        .add(excluded, Occur.MUST_NOT)
        .build();
  }
}
