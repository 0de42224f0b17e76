package io.ringtail.console.cli;

import io.ringtail.console.cli.output.Caret;
import io.ringtail.console.query.Query;
import io.ringtail.console.query.QueryException;
import io.ringtail.console.query.QueryParser;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The search language; what is wrong is shown at its place. */
public final class SearchText implements ITypeConverter<Query> {
  @Override
  public Query convert(String value) {
    try {
      return QueryParser.parse(value);
    } catch (QueryException e) {
      throw new TypeConversionException(
          explain(value, e.position(), e.length(), String.valueOf(e.getMessage())));
    }
  }

  public static String explain(String query, int position, int length, String reason) {
    return "the query is not understood: " + reason + "\n" + Caret.under(query, position, length);
  }
}
