package io.ringtail.node.files;

import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.StdStream;
import io.ringtail.telemetry.Notices;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens logs that were found. Threading: the reading thread. */
final class LogOpening {
  private static final int STREAMS = StdStream.values().length;

  private final String source;
  private final FileEnvironment environment;
  private final SourceCheckpoints checkpoints;
  private final FileOwners owners;
  private final LineReader lines;
  private String failure = "";

  LogOpening(
      String source,
      FileEnvironment environment,
      SourceCheckpoints checkpoints,
      FileOwners owners,
      LineReader lines) {
    this.source = source;
    this.environment = environment;
    this.checkpoints = checkpoints;
    this.owners = owners;
    this.lines = lines;
  }

  /**
   * @return null if it cannot be opened yet, or nobody takes its lines
   */
  @Nullable TailedLog open(FoundLog found, long now) {
    failure = "";
    Losing losing = new Losing(found.log());
    Chain chain = new Chain(losing, new Others(found.log().key()));
    long[] positions;
    try {
      positions = begin(found, chain, now);
    } catch (IOException e) {
      chain.close();
      tell(found, e);
      failure = e.toString();
      return null;
    }
    if (positions.length == 0) {
      return null;
    }
    StreamProgress[] progress = new StreamProgress[STREAMS];
    GenerationOrigins origins = new GenerationOrigins(found.log().key(), chain);
    Arrays.setAll(progress, i -> new StreamProgress(positions[i], origins));
    LineConsumer consumer =
        environment
            .opener()
            .open(
                found.log(),
                stream -> positions[stream.ordinal()],
                stream -> progress[stream.ordinal()]);
    if (consumer == null) {
      chain.close();
      return null;
    }
    TailedLog log =
        new TailedLog(
            source,
            found,
            chain,
            environment.deleted(),
            lines,
            consumer,
            progress,
            environment.notices(),
            now);
    losing.log = log;
    return log;
  }

  /** Why the last log could not be opened; empty if it was, or its file is not there. */
  String failure() {
    return failure;
  }

  private long[] begin(FoundLog found, Chain chain, long now) throws IOException {
    List<Sibling> siblings;
    try {
      siblings = Sibling.list(found.current());
    } catch (NoSuchFileException e) {
      siblings = List.of();
    }
    ChainStart start =
        new ChainStart(
            found.current().resolveSibling(""), chain, environment.deleted(), siblings, now);
    String text = checkpoints.saved(found.log().key());
    SavedLog saved = text == null ? null : SavedLogJson.read(text);
    if (saved != null && !saved.left()) {
      return start.resume(saved);
    }
    if (siblings.isEmpty()) {
      return new long[0];
    }
    long[] positions = new long[STREAMS];
    Arrays.fill(positions, start.begin(saved == null ? found.start() : FoundLog.Start.END, lines));
    return positions;
  }

  private void tell(FoundLog found, IOException e) {
    if (OpenFiles.areUsedUp(e)) {
      // Told once for all of them.
      return;
    }
    environment
        .notices()
        .tell(
            Notices.Weight.WARNING,
            "files.open:" + found.log().key(),
            "cannot open " + found.log().path() + ": " + e + "; it is tried again");
  }

  /** As one of them sees the others. */
  private final class Others implements Chain.Others {
    private final String key;

    Others(String key) {
      this.key = key;
    }

    @Override
    public void divide(Generation fresh) throws IOException {
      owners.divide(key, fresh);
    }

    @Override
    public void renamed() {
      owners.renamed(key);
    }
  }

  /** Losses may become known before the log is open. */
  private final class Losing implements Chain.Losses {
    private final LogFile file;
    private @Nullable TailedLog log;

    Losing(LogFile file) {
      this.file = file;
    }

    @Override
    public void lost(long bytes, String reason) {
      if (bytes > 0) {
        environment.opener().lost(file, bytes, reason);
        if (log != null) {
          log.countLost(bytes);
        }
      }
    }
  }
}
