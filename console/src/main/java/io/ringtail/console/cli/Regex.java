package io.ringtail.console.cli;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A pattern of RE2, which no text can make hang. It may match anywhere. */
public final class Regex implements ITypeConverter<Pattern> {
  @Override
  public Pattern convert(String value) {
    try {
      return Pattern.compile(value);
    } catch (PatternSyntaxException e) {
      throw new TypeConversionException(
          "'" + value + "' is not a regular expression: " + e.getDescription());
    }
  }
}
