package io.ringtail.console.search;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.lucene.index.FilteredTermsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** Events with a keyword of a field in which a regular expression is found. */
final class KeywordRegexQuery extends MultiTermQuery {
  private final String path;
  private final Pattern pattern;
  private final BytesRef prefix;

  KeywordRegexQuery(String path, Pattern pattern) {
    super(Fields.TERMS, CONSTANT_SCORE_BLENDED_REWRITE);
    this.path = path;
    this.pattern = pattern;
    this.prefix = Fields.keywordTerm(path, "");
  }

  @Override
  protected TermsEnum getTermsEnum(Terms terms, AttributeSource attributes) throws IOException {
    return new Matching(terms.iterator());
  }

  private final class Matching extends FilteredTermsEnum {
    Matching(TermsEnum all) {
      super(all);
      setInitialSeekTerm(prefix);
    }

    @Override
    protected AcceptStatus accept(BytesRef term) {
      if (!StringHelper.startsWith(term, prefix)) {
        return AcceptStatus.END;
      }
      String value =
          new String(
              term.bytes,
              term.offset + prefix.length,
              term.length - prefix.length,
              StandardCharsets.UTF_8);
      return pattern.matcher(value).find() ? AcceptStatus.YES : AcceptStatus.NO;
    }
  }

  @Override
  public void visit(QueryVisitor visitor) {
    if (visitor.acceptField(field)) {
      visitor.visitLeaf(this);
    }
  }

  @Override
  public String toString(String field) {
    return path + ":/" + pattern + "/";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeywordRegexQuery query
        && query.path.equals(path)
        && query.pattern.pattern().equals(pattern.pattern());
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, pattern.pattern());
  }
}
