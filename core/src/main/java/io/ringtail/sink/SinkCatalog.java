package io.ringtail.sink;

import io.ringtail.config.DeadLetterPlace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sinks that are there: those of core, and those whose jars were added. */
public final class SinkCatalog {
  /** The name of the sink that writes to the process's stdout. */
  public static final String STDOUT = "stdout";

  /** A jar index that cannot be read may say so again and again. */
  private static final int MAX_PROBLEMS = 20;

  private final Map<String, SinkFactory> byName = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  private SinkCatalog() {}

  /** These beside those of core. */
  public static SinkCatalog of(Collection<SinkFactory> sinks) {
    SinkCatalog catalog = new SinkCatalog();
    catalog.add(new StdoutSink.Factory());
    catalog.add(new NoneSink.Factory());
    for (SinkFactory sink : sinks) {
      catalog.add(sink);
    }
    return catalog;
  }

  /** Looks for sinks in {@code loader}; reads jar indexes, no more. Never throws. */
  public static SinkCatalog load(ClassLoader loader) {
    SinkCatalog catalog = of(List.of());
    Iterator<SinkFactory> found = ServiceLoader.load(SinkFactory.class, loader).iterator();
    while (catalog.problems.size() < MAX_PROBLEMS && catalog.addNext(found)) {
      // One after the other: a jar that is no good must not hide those behind it.
    }
    return catalog;
  }

  public @Nullable SinkFactory find(String name) {
    return byName.get(name);
  }

  /** The sink of this name, if dead letters can be kept in it. */
  public @Nullable ArchiveFactory findArchive(String name) {
    return find(name) instanceof ArchiveFactory archive ? archive : null;
  }

  /** Why no dead letters can be kept at {@code place}, and what is legal; null: they can. */
  public @Nullable String problemOf(DeadLetterPlace.InSink place) {
    ArchiveFactory archive = findArchive(place.sink());
    if (archive != null) {
      return archive.problemOf(place.place());
    }
    return byName.containsKey(place.sink())
        ? "the sink " + place.sink() + " cannot be read again; legal is the path of a directory"
        : "the sink "
            + place.sink()
            + " is not there; legal are the path of a directory, and"
            + " s3://bucket/prefix where the sink s3 is added";
  }

  /** Those of {@code names} that are there, in their order. */
  public List<SinkFactory> findAll(List<String> names) {
    List<SinkFactory> found = new ArrayList<>();
    for (String name : names) {
      SinkFactory factory = byName.get(name);
      if (factory != null) {
        found.add(factory);
      }
    }
    return found;
  }

  /** All names, sorted. */
  public Set<String> all() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** For error messages. */
  public String names() {
    return String.join(", ", byName.keySet());
  }

  /** What is wrong with the jars that were added, for people. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Whether there may be more. */
  private boolean addNext(Iterator<SinkFactory> found) {
    try {
      if (!found.hasNext()) {
        return false;
      }
      add(found.next());
    } catch (ServiceConfigurationError | LinkageError e) {
      problems.add("a sink cannot be loaded, it is not there: " + e);
    }
    return true;
  }

  private void add(SinkFactory factory) {
    byName.put(factory.name(), factory);
  }
}
