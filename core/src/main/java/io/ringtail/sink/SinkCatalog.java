package io.ringtail.sink;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sinks that are there: those of core, and those whose jars were added. */
public final class SinkCatalog {
  private final Map<String, SinkFactory> byName = new TreeMap<>();

  private SinkCatalog() {}

  /** Looks for sinks in {@code loader}; reads jar indexes, no more. */
  public static SinkCatalog load(ClassLoader loader) {
    SinkCatalog catalog = new SinkCatalog();
    catalog.add(new StdoutSink.Factory());
    catalog.add(new NoneSink.Factory());
    ServiceLoader.load(SinkFactory.class, loader).forEach(catalog::add);
    return catalog;
  }

  public @Nullable SinkFactory find(String name) {
    return byName.get(name);
  }

  /** For error messages. */
  public String names() {
    return String.join(", ", byName.keySet());
  }

  private void add(SinkFactory factory) {
    byName.put(factory.name(), factory);
  }
}
