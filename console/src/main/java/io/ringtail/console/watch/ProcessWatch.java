package io.ringtail.console.watch;

import io.ringtail.console.event.Metadata;
import io.ringtail.console.event.Origin;
import io.ringtail.console.store.StreamId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The gaps and losses of all processes, each known by its log stream. Bounded: of processes and of
 * losses the latest are kept.
 *
 * <p>Threading: safe.
 */
public final class ProcessWatch {
  static final int MAX_PROCESSES = 10_000;
  static final int MAX_LOSSES = 500;
  private static final int MAX_LISTED_GAPS = 500;

  private final Map<StreamId, SeqTrack> tracks = new LinkedHashMap<>(16, 0.75f, true);
  private final ArrayDeque<Loss> losses = new ArrayDeque<>();

  /** Takes the notes of a block; blocks of a stream come in the order of acceptance. */
  public synchronized void take(BlockNotes notes) {
    for (Loss loss : notes.losses()) {
      losses.addLast(loss);
      if (losses.size() > MAX_LOSSES) {
        losses.removeFirst();
      }
    }
    if (notes.count() == 0) {
      return;
    }
    SeqTrack track = tracks.computeIfAbsent(notes.stream(), stream -> new SeqTrack());
    for (int i = 0; i < notes.count(); i++) {
      track.seen(notes.seq(i), notes.millis(i));
    }
    if (tracks.size() > MAX_PROCESSES) {
      Iterator<StreamId> oldest = tracks.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** The gaps there are, the latest first, at most 500. */
  public synchronized List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    tracks.forEach((stream, track) -> track.addGaps(process(stream), gaps));
    gaps.sort(Comparator.comparingLong(Gap::toMillis).reversed());
    return gaps.size() > MAX_LISTED_GAPS ? List.copyOf(gaps.subList(0, MAX_LISTED_GAPS)) : gaps;
  }

  /** Numbers missing in all gaps, those that are no longer listed included. */
  public synchronized long missing() {
    long missing = 0;
    List<Gap> gaps = new ArrayList<>();
    for (SeqTrack track : tracks.values()) {
      missing += track.forgotten();
      track.addGaps("", gaps);
    }
    for (Gap gap : gaps) {
      missing += gap.missing();
    }
    return missing;
  }

  /** The latest first, at most 500. */
  public synchronized List<Loss> losses() {
    List<Loss> latest = new ArrayList<>(losses);
    java.util.Collections.reverse(latest);
    return latest;
  }

  /** Processes that number their events. */
  public synchronized int processes() {
    return tracks.size();
  }

  public synchronized void clear() {
    tracks.clear();
    losses.clear();
  }

  private static String process(StreamId stream) {
    Origin origin = Origin.of(Metadata.NONE, stream.stream());
    return origin.pod() == null ? stream.stream() : origin.pod() + "/" + origin.container();
  }
}
