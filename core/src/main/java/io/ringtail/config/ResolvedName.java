package io.ringtail.config;

import java.util.List;

/**
 * A name made from a template.
 *
 * @param name the text; characters that the destination forbids are still in it
 * @param unknown the placeholders whose values are not known, as written, each once
 */
public record ResolvedName(String name, List<String> unknown) {

  public ResolvedName {
    unknown = List.copyOf(unknown);
  }
}
