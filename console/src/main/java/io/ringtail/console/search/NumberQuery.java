package io.ringtail.console.search;

import java.io.IOException;
import java.util.Objects;
import java.util.function.DoublePredicate;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.NumericUtils;
import org.jspecify.annotations.Nullable;

/** Events with a number in a column that fulfils a condition. */
final class NumberQuery extends Query {
  private static final float COST_OF_A_LOOK = 10;

  private final String column;
  private final Object condition;
  private final DoublePredicate test;

  /**
   * @param condition equal where the conditions are
   */
  NumberQuery(String column, Object condition, DoublePredicate test) {
    this.column = column;
    this.condition = condition;
    this.test = test;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable Scorer scorer(LeafReaderContext context) throws IOException {
        if (context.reader().getFieldInfos().fieldInfo(column) == null) {
          return null;
        }
        SortedNumericDocValues values = DocValues.getSortedNumeric(context.reader(), column);
        return new ConstantScoreScorer(this, score(), scoreMode, matching(values));
      }

      @Override
      public boolean isCacheable(LeafReaderContext context) {
        return true;
      }
    };
  }

  private TwoPhaseIterator matching(SortedNumericDocValues values) {
    return new TwoPhaseIterator(values) {
      @Override
      public boolean matches() throws IOException {
        for (int i = values.docValueCount(); i > 0; i--) {
          if (test.test(NumericUtils.sortableLongToDouble(values.nextValue()))) {
            return true;
          }
        }
        return false;
      }

      @Override
      public float matchCost() {
        return COST_OF_A_LOOK;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    if (visitor.acceptField(column)) {
      visitor.visitLeaf(this);
    }
  }

  @Override
  public String toString(String field) {
    return column + " " + condition;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NumberQuery query
        && query.column.equals(column)
        && query.condition.equals(condition);
  }

  @Override
  public int hashCode() {
    return Objects.hash(column, condition);
  }
}
