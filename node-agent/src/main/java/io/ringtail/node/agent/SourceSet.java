package io.ringtail.node.agent;

import io.ringtail.node.checkpoint.Checkpoints;
import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.entry.LogSource;
import io.ringtail.node.files.DeletedBytes;
import io.ringtail.node.files.FileEnvironment;
import io.ringtail.node.files.FileSource;
import io.ringtail.node.files.OpenFiles;
import io.ringtail.node.journal.JournalSource;
import io.ringtail.node.kubernetes.PodPaths;
import java.util.ArrayList;
import java.util.List;

/**
 * The sources of one configuration, opened.
 *
 * <p>Threading: the reading thread.
 */
final class SourceSet implements AutoCloseable {
  private final Stages stages;
  private final Checkpoints checkpoints;
  private final DeletedBytes deleted;
  private final boolean untilEof;
  private final List<LogSource> all = new ArrayList<>();
  private final List<FileSource> files = new ArrayList<>();
  private final List<JournalSource> journals = new ArrayList<>();
  private final List<FileLogs> logs = new ArrayList<>();

  SourceSet(Stages stages, Checkpoints checkpoints, DeletedBytes deleted, boolean untilEof) {
    this.stages = stages;
    this.checkpoints = checkpoints;
    this.deleted = deleted;
    this.untilEof = untilEof;
    try {
      stages.config().sources().forEach(this::open);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  List<LogSource> all() {
    return all;
  }

  List<FileSource> files() {
    return files;
  }

  List<JournalSource> journals() {
    return journals;
  }

  /** Whole entries that a source of files has read. */
  long entries(FileSource source) {
    return logs.get(files.indexOf(source)).entries();
  }

  /** Bytes of entries that wait for lines that may continue them. */
  long heldBackBytes() {
    long sum = 0;
    for (FileSource each : files) {
      sum += each.heldBackBytes();
    }
    return sum;
  }

  /**
   * Whether nothing is left to be read of what was there at the last look, and nothing waits for
   * more.
   */
  boolean isAtEnd() {
    return heldBackBytes() == 0
        && logs.stream().noneMatch(FileLogs::isUndecided)
        && all.stream().allMatch(LogSource::isAtEnd);
  }

  @Override
  public void close() {
    all.forEach(LogSource::close);
  }

  private void open(SourceConfig config) {
    if (config instanceof SourceConfig.Containers containers) {
      add(new FileSource(containers, environment(new FileLogs(stages, containers))));
    } else if (config instanceof SourceConfig.Files hostFiles) {
      add(new FileSource(hostFiles, environment(new FileLogs(stages, hostFiles))));
    } else if (config instanceof SourceConfig.Journal journal) {
      JournalSource source =
          new JournalSource(
              journal,
              JournalSource.JOURNALCTL,
              untilEof,
              checkpoints,
              stages.notices(),
              stages.clock(),
              progress -> new JournalFlow(stages, journal, progress));
      journals.add(source);
      all.add(source);
    }
  }

  private void add(FileSource source) {
    files.add(source);
    all.add(source);
  }

  private FileEnvironment environment(FileLogs opener) {
    logs.add(opener);
    return new FileEnvironment(
        stages.config().agent().logRoot(),
        opener,
        checkpoints,
        deleted,
        OpenFiles.OF_PROCESS,
        stages.notices(),
        PodPaths::of);
  }
}
