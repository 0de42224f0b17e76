package io.ringtail.console.search;

import io.ringtail.console.event.Leaf;
import io.ringtail.console.event.LogEvent;
import io.ringtail.console.event.Metadata;
import io.ringtail.console.event.Origin;
import io.ringtail.console.query.FieldNames.Label;
import io.ringtail.console.store.StreamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event has in common with many others. It is indexed once for all of them: an event refers
 * to its series by number.
 */
record Series(
    StreamId stream,
    Metadata metadata,
    @Nullable Leaf levelLeaf,
    @Nullable Leaf stdLeaf,
    @Nullable String level,
    Shape shape,
    Origin origin,
    List<Leaf> shared) {

  static Series of(
      StreamId stream,
      Metadata metadata,
      @Nullable Leaf levelLeaf,
      @Nullable Leaf stdLeaf,
      @Nullable String level,
      Shape shape) {
    return new Series(
        stream,
        metadata,
        levelLeaf,
        stdLeaf,
        level,
        shape,
        Origin.of(metadata, stream.stream()),
        LogEvent.shared(levelLeaf, stdLeaf, metadata));
  }

  @Nullable String label(Label label) {
    return switch (label) {
      case LEVEL -> level;
      case STREAM -> stdLeaf == null ? null : stdLeaf.value();
      case NAMESPACE -> origin.namespace();
      case POD -> origin.pod();
      case CONTAINER -> origin.container();
      case GROUP -> stream.group();
      case LOG_STREAM -> stream.stream();
    };
  }
}
