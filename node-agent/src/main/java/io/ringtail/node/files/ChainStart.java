package io.ringtail.node.files;

import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.StdStream;
import io.ringtail.node.files.SavedLog.Place;
import io.ringtail.node.files.SavedLog.SavedGeneration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Where to begin to read a log: where a checkpoint says, or where its configuration says. */
final class ChainStart {
  private final Chain chain;
  private final ChainNames names;
  private final List<Sibling> found;
  private final long now;

  /**
   * @param directory where the log's files are
   * @param found the log's files, oldest first
   */
  ChainStart(Path directory, Chain chain, DeletedBytes deleted, List<Sibling> found, long now) {
    this.chain = chain;
    this.names = new ChainNames(directory, chain, deleted);
    this.found = found;
    this.now = now;
  }

  /**
   * Goes on where a checkpoint was taken, under whatever names the files have now.
   *
   * @return for each stream the position up to which it was acknowledged
   */
  long[] resume(SavedLog saved) throws IOException {
    for (SavedGeneration each : saved.generations()) {
      Generation generation = new Generation(each.id(), each.name(), each.from());
      generation.print = each.print();
      generation.size = each.size();
      generation.end = each.end();
      chain.add(generation);
    }
    String before = saved.before();
    chain.setBefore(before == null ? null : RotatedName.parse(before));
    chain.setPassed(saved.passed());
    int first = Integer.MAX_VALUE;
    int last = 0;
    long[] positions = new long[StdStream.values().length];
    long least = Long.MAX_VALUE;
    for (int i = 0; i < positions.length; i++) {
      Place place = saved.acknowledged().get(Math.min(i, saved.acknowledged().size() - 1));
      positions[i] = Position.of(place.generation(), place.offset());
      least = Math.min(least, positions[i]);
      first = Math.min(first, place.generation());
      last = Math.max(last, place.generation());
    }
    chain.begin(last + 1, first, Position.offset(least));
    names.follow(found, now);
    chain.finishSkipped();
    return positions;
  }

  /**
   * Begins anew.
   *
   * @return the position of the first line
   */
  long begin(FoundLog.Start start, LineReader lines) throws IOException {
    int first = start == FoundLog.Start.OLDEST ? 0 : found.size() - 1;
    chain.setBefore(first == 0 ? null : found.get(first - 1).rotated());
    if (first > 0 && found.get(first).size() == 0) {
      return beginAfter(first - 1);
    }
    Generation oldest = open(found.get(first));
    long offset = oldest.from;
    if (start == FoundLog.Start.END && oldest.content != null) {
      offset = lines.lineStart(oldest, oldest.content.size());
      oldest.from = offset;
    }
    chain.begin(1, 0, offset);
    names.follow(found, now);
    return Position.of(0, offset);
  }

  /** An empty file is known by the one before it. */
  private long beginAfter(int older) throws IOException {
    Generation before = open(found.get(older));
    Content content = before.content;
    long end = content == null ? 0 : content.size();
    before.from = end;
    before.end = end;
    chain.begin(1, 0, end);
    names.follow(found, now);
    return Position.of(0, end);
  }

  private Generation open(Sibling file) throws IOException {
    Generation generation = new Generation(file.id(), file.name(), 0);
    if (generation.open(file.path(), file.isGzip())) {
      chain.others().divide(generation);
    }
    return chain.add(generation);
  }

  /** What a checkpoint would say now. */
  static SavedLog save(String source, LogFile log, Chain chain, long[] acknowledged, boolean left) {
    long least = Position.END;
    for (long each : acknowledged) {
      least = Math.min(least, each);
    }
    List<Generation> all = chain.generations();
    int first = 0;
    while (all.get(first).number != Position.generation(least)) {
      first++;
    }
    if (first > 0 && all.get(first).print.length() == 0) {
      first--;
    }
    List<Generation> kept = all.subList(first, all.size());
    RotatedName before = chain.before();
    for (Generation done : all.subList(0, first)) {
      before = RotatedName.younger(before, RotatedName.parse(done.name));
    }
    return new SavedLog(
        source,
        log.path().toString(),
        kept.stream().map(ChainStart::save).toList(),
        before == null ? null : before.stem(),
        chain.passed(),
        Arrays.stream(acknowledged).mapToObj(each -> place(kept, each)).toList(),
        left);
  }

  private static SavedGeneration save(Generation each) {
    return new SavedGeneration(each.name, each.id, each.print, each.from, each.size, each.end);
  }

  private static Place place(List<Generation> kept, long position) {
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i).number == Position.generation(position)) {
        return new Place(i, Position.offset(position));
      }
    }
    throw new IllegalStateException("a position of no generation: " + position);
  }
}
