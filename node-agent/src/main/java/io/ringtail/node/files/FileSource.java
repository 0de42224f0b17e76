package io.ringtail.node.files;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.entry.LogSource;
import io.ringtail.node.files.FoundLog.Start;
import io.ringtail.node.kubernetes.PodRef;
import io.ringtail.telemetry.Notices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that patterns name: finds them, follows each log through rotation, deletion and
 * truncation, and reads them in turns.
 *
 * <p>Where reading begins: at the log's checkpoint, if there is one. Else at the first start of the
 * source (or after its patterns have changed) at the end of the file that is written to, or at its
 * beginning with {@code fromHead}; logs that appear later, also while the agent is away, from the
 * oldest of their files. Where all checkpoints were damaged, everything that is there is read again
 * rather than left out.
 *
 * <p>A log that is not wanted is not opened. Once it is, it is read as one that has just appeared;
 * what is written while a log is not wanted that had been is left out.
 *
 * <p>Threading: the reading thread, which must not be interrupted; {@link #coverage} and {@link
 * #problem} any.
 */
public final class FileSource implements LogSource {
  /** A turn; lines are cut to it by bytes, so that equal turns are equal shares. */
  private static final int TURN_BYTES = 64 << 10;

  private static final long DISCOVER_NANOS = MILLISECONDS.toNanos(450);
  private static final long COVERAGE_NANOS = SECONDS.toNanos(1);

  /** So often it is looked which logs have come to rest. */
  private static final long RESTING_NANOS = SECONDS.toNanos(1);

  private static final int MAX_COMING_TO_REST = 50;

  private final String name;
  private final boolean fromHead;
  private final boolean containers;
  private final FileEnvironment environment;
  private final HostPaths paths;
  private final Discovery discovery;
  private final LineReader lines;
  private final FirstStart firstStart;
  private final SourceCheckpoints checkpoints;
  private final LogOpening opening;
  private final DirectoryHints hints;

  /** By the path that was found. */
  private final Map<Path, String> keys = new HashMap<>();

  private final Map<String, FoundLog> waiting = new LinkedHashMap<>();
  private final Map<String, TailedLog> open = new LinkedHashMap<>();

  /** Those of {@link #open} that are looked at each time. */
  private final Set<TailedLog> awake = new LinkedHashSet<>();

  /** All others of them: nothing changes about one until it is awake again. */
  private final RestingLogs resting;

  /** Of those that rest: what is said of them until one comes or goes; null: to be made anew. */
  private @Nullable Totals ofResting;

  private final ArrayDeque<TailedLog> turns = new ArrayDeque<>();
  private final Set<TailedLog> inTurns = new HashSet<>();

  /** Found, but links that lead nowhere yet. */
  private final Set<Path> unresolved = new LinkedHashSet<>();

  /** By key, of logs that are wanted and could not be opened: why, as far as it is a fault. */
  private final Map<String, String> notOpened = new LinkedHashMap<>();

  private Set<Path> found = Set.of();

  /** Of logs that are not open any more. */
  private long endedReadBytes;

  private long endedLostBytes;
  private boolean discovered;
  private long discoverDue = Long.MIN_VALUE;
  private long restingDue = Long.MIN_VALUE;
  private long coverageDue = Long.MIN_VALUE;
  private volatile List<LogCoverage> coverage = List.of();
  private volatile @Nullable String problem;

  /** Whether logs wait to be opened until others are closed. */
  private boolean crowded;

  /**
   * @throws IllegalArgumentException if a pattern is none
   */
  public FileSource(SourceConfig.Containers config, FileEnvironment environment) {
    this(config.name(), config.include(), config.exclude(), config.reading(), true, environment);
  }

  /**
   * @throws IllegalArgumentException if a pattern is none
   */
  public FileSource(SourceConfig.Files config, FileEnvironment environment) {
    this(config.name(), config.include(), config.exclude(), config.reading(), false, environment);
  }

  private FileSource(
      String name,
      List<String> include,
      List<String> exclude,
      SourceConfig.Reading reading,
      boolean containers,
      FileEnvironment environment) {
    this.name = name;
    this.fromHead = reading.fromHead();
    this.containers = containers;
    this.environment = environment;
    this.paths = new HostPaths(environment.logRoot());
    this.discovery = new Discovery(paths, include, exclude);
    this.lines = new LineReader(reading.maxLineBytes(), Newlines.of(reading.charset()));
    this.hints = new DirectoryHints(environment.notices());
    this.resting = new RestingLogs(hints);
    this.checkpoints =
        new SourceCheckpoints(name, environment.checkpoints(), environment.notices());
    this.opening =
        new LogOpening(
            name,
            environment,
            checkpoints,
            new FileOwners(paths, open, this::wake, checkpoints, lines),
            lines);
    this.firstStart = new FirstStart(name, include, exclude, environment.checkpoints());
  }

  /** What several logs have read and lost, and what is said of each. */
  private record Totals(long readBytes, long lostBytes, List<LogCoverage> coverage) {
    static Totals of(Collection<TailedLog> logs) {
      long read = 0;
      long lost = 0;
      List<LogCoverage> coverage = new ArrayList<>(logs.size());
      for (TailedLog log : logs) {
        read += log.readBytes();
        lost += log.lostBytes();
        coverage.add(log.coverage());
      }
      return new Totals(read, lost, coverage);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void look(long nowNanos) {
    boolean hinted = hints.poll();
    resting.in(hints.takeStirred()).forEach(this::wake);
    if (nowNanos - discoverDue >= 0 || !discovered || hinted) {
      discoverDue = nowNanos + DISCOVER_NANOS;
      discover(nowNanos);
      openWanted(nowNanos);
    }
    lookAtLogs(nowNanos);
    environment.deleted().enforce();
    if (nowNanos - coverageDue >= 0 || coverageDue == Long.MIN_VALUE) {
      coverageDue = nowNanos + COVERAGE_NANOS;
      List<LogCoverage> all = new ArrayList<>(ofResting().coverage);
      awake.forEach(log -> all.add(log.coverage()));
      coverage = all;
      if (crowded) {
        tellCrowded();
      }
      problem = findProblem();
    }
  }

  private void lookAtLogs(long now) {
    resting.glance(
        now,
        log -> wakeUnless(log, log.isUntouchedByName()),
        log -> wakeUnless(log, log.isUntouched()));
    List.copyOf(awake).forEach(log -> lookAt(log, now));
    if (now - restingDue >= 0 || restingDue == Long.MIN_VALUE) {
      restingDue = now + RESTING_NANOS;
      restIfQuiet(now);
      // Each that rests has one.
      int files = ofResting().coverage.size();
      for (TailedLog log : awake) {
        files += log.openFiles();
      }
      environment.openFiles().report(this, files);
    }
  }

  private void wakeUnless(TailedLog log, boolean untouched) {
    if (!untouched || !environment.opener().isWanted(log.found().log())) {
      wake(log);
    }
  }

  /** A few at a time: to watch a directory, another thread is waited for. */
  private void restIfQuiet(long now) {
    int most = MAX_COMING_TO_REST;
    for (TailedLog log : List.copyOf(awake)) {
      if (most > 0 && log.restIfQuiet(now)) {
        most--;
        awake.remove(log);
        resting.add(log, now);
        ofResting = null;
        checkpoints.rest(log.found().log().key());
        // What was written before the directory was watched.
        wakeUnless(log, log.isUntouchedByName());
      }
    }
  }

  /** It is to be looked at, whether it rests or not. */
  private void wake(TailedLog log) {
    log.wake();
    if (resting.remove(log)) {
      ofResting = null;
      awake.add(log);
      checkpoints.wake(log.found().log().key());
    }
  }

  private void lookAt(TailedLog log, long now) {
    if (!log.isDue(now)) {
      return;
    }
    log.look(now);
    if (!log.isLeft() && !environment.opener().isWanted(log.found().log())) {
      log.leave();
    }
    if (log.isDone()) {
      done(log);
    } else if (log.isReadable() && inTurns.add(log)) {
      turns.add(log);
    }
  }

  private Totals ofResting() {
    Totals known = ofResting;
    if (known == null) {
      known = Totals.of(resting.all());
      ofResting = known;
    }
    return known;
  }

  /** Bytes of entries that wait for lines that may continue them. */
  public long heldBackBytes() {
    long sum = 0;
    for (TailedLog log : awake) {
      sum += log.heldBackBytes();
    }
    return sum;
  }

  /** As of the last look, or up to a second before. Threading: any. */
  public List<LogCoverage> coverage() {
    return coverage;
  }

  /** Bytes read since it was opened, of logs that are gone too. */
  public long readBytes() {
    return endedReadBytes
        + ofResting().readBytes
        + awake.stream().mapToLong(TailedLog::readBytes).sum();
  }

  /** Bytes lost since it was opened, of logs that are gone too. */
  public long lostBytes() {
    return endedLostBytes
        + ofResting().lostBytes
        + awake.stream().mapToLong(TailedLog::lostBytes).sum();
  }

  /** What keeps a part of it or all from being read; null if nothing does. As of the last look. */
  public @Nullable String problem() {
    return problem;
  }

  private @Nullable String findProblem() {
    if (crowded) {
      return crowding();
    }
    for (Map.Entry<String, String> each : notOpened.entrySet()) {
      if (!each.getValue().isEmpty()) {
        return "cannot open " + each.getKey() + ": " + each.getValue();
      }
    }
    String seen = discovery.problem();
    if (seen == null) {
      for (TailedLog log : awake) {
        seen = log.error() == null ? seen : log.found().log().key() + ": " + log.error();
      }
    }
    return seen;
  }

  private void tellCrowded() {
    environment
        .notices()
        .tell(
            Notices.Weight.ERROR,
            "files.descriptors",
            crowding() + ", and stay in their files meanwhile; raise the limit for open files");
  }

  private String crowding() {
    return "the process may hold "
        + environment.openFiles().most()
        + " log files open (ulimit -n, less what connections and checkpoints need), and there"
        + " are more: "
        + waiting.size()
        + " wait for others to end";
  }

  @Override
  public int read(int quantumBytes) {
    int total = 0;
    int passedOver = 0;
    while (total < quantumBytes && passedOver < turns.size()) {
      TailedLog log = turns.remove();
      if (!log.isReady()) {
        turns.add(log);
        passedOver++;
        continue;
      }
      passedOver = 0;
      int limit = Math.min(TURN_BYTES, quantumBytes - total);
      int count = log.read(limit);
      total += count;
      if (count >= limit && log.isReadable()) {
        turns.add(log);
      } else {
        inTurns.remove(log);
      }
    }
    return total;
  }

  @Override
  public boolean isAtEnd() {
    return discovered
        && turns.isEmpty()
        && waiting.values().stream().noneMatch(this::isToBeOpened)
        && open.values().stream().allMatch(TailedLog::isAtEnd);
  }

  private boolean isToBeOpened(FoundLog log) {
    return !notOpened.containsKey(log.log().key()) && environment.opener().isWanted(log.log());
  }

  @Override
  public void close() {
    checkpoints.close();
    open.values().forEach(TailedLog::close);
    environment.openFiles().report(this, 0);
    hints.close();
  }

  @SuppressWarnings("ReferenceEquality") // The same set means that nothing has changed.
  private void discover(long now) {
    Set<Path> present = discovery.look(now);
    hints.watch(discovery.directories());
    // A file of the same name may be another one.
    resting.in(discovery.changedDirectories()).forEach(this::wake);
    if (present != found) {
      for (Path path : present) {
        if (!keys.containsKey(path)) {
          add(path, discovered ? Start.OLDEST : firstStart.of(containers, fromHead));
        }
      }
      for (Path path : found) {
        if (!present.contains(path)) {
          removed(path);
        }
      }
      found = present;
      unresolved.retainAll(present);
    } else {
      for (Path path : List.copyOf(unresolved)) {
        add(path, Start.OLDEST);
      }
    }
    if (!discovered) {
      discovered = true;
      addSaved();
    }
  }

  private void add(Path path, Start start) {
    if (belongsToKnown(path)) {
      return;
    }
    if (path.getFileName().toString().endsWith(".gz")) {
      environment
          .notices()
          .tell(
              Notices.Weight.WARNING,
              "files.gzip:" + name,
              path
                  + " is compressed and no rotated file of a log that source "
                  + name
                  + " reads; it is not read");
      return;
    }
    Path current = paths.resolve(paths.here(path));
    if (current == null) {
      if (unresolved.add(path)) {
        environment
            .notices()
            .tell(
                Notices.Weight.WARNING,
                "files.link:" + path,
                path + " is a link into a directory that is not there; it is looked for again");
      }
      return;
    }
    unresolved.remove(path);
    Path real = paths.onNode(current);
    String key = real.toString();
    keys.put(path, key);
    TailedLog known = open.get(key);
    if (known != null) {
      wake(known);
    } else if (!waiting.containsKey(key)) {
      PodRef pod = containers ? pod(path, real) : null;
      waiting.put(key, new FoundLog(new LogFile(key, path, pod), current, start));
      String saved = checkpoints.saved(key);
      if (saved != null) {
        // It stays, however long the log is there and not read.
        checkpoints.keep(key, saved);
      }
    }
  }

  /**
   * What the paths say of a container. With Docker the file lies where nothing says whose it is;
   * the link in /var/log/pods, between the one that was found and the file, does.
   */
  private @Nullable PodRef pod(Path path, Path real) {
    PodRef pod = environment.pods().apply(path, real);
    if (pod == null || pod.uid() != null) {
      return pod;
    }
    for (Path link : paths.links(paths.here(path))) {
      PodRef named = environment.pods().apply(path, paths.onNode(link));
      if (named != null && named.uid() != null) {
        return new PodRef(
            pod.namespace(), pod.pod(), named.uid(), pod.container(), pod.containerId());
      }
    }
    return pod;
  }

  /** Of a log whose own name is away for the moment. */
  private boolean belongsToKnown(Path path) {
    RotatedName rotated = RotatedName.parse(path.getFileName().toString());
    Path base = rotated == null ? null : path.resolveSibling(rotated.base());
    return base != null && keys.containsKey(base) && !Files.isSymbolicLink(paths.here(base));
  }

  private void removed(Path path) {
    String key = keys.remove(path);
    if (key != null) {
      FoundLog never = waiting.remove(key);
      notOpened.remove(key);
      if (never != null) {
        environment.opener().gone(never.log());
        checkpoints.release(key);
      }
      TailedLog log = open.get(key);
      if (log != null) {
        wake(log);
      }
    }
  }

  /** Logs that were read before and are not found now: what is left of them is read or counted. */
  private void addSaved() {
    for (String key : checkpoints.savedPaths()) {
      String text = checkpoints.saved(key);
      SavedLog saved = text == null || waiting.containsKey(key) ? null : SavedLogJson.read(text);
      if (saved != null && saved.source().equals(name) && !saved.left()) {
        Path path = Path.of(saved.path());
        Path real = Path.of(key);
        PodRef pod = containers ? environment.pods().apply(path, real) : null;
        waiting.put(key, new FoundLog(new LogFile(key, path, pod), paths.here(real), Start.OLDEST));
      }
    }
  }

  /** Those that were read before come first: a file that is new may be theirs. */
  private void openWanted(long now) {
    crowded = false;
    List<FoundLog> fresh = new ArrayList<>();
    for (FoundLog log : List.copyOf(waiting.values())) {
      if (checkpoints.saved(log.log().key()) == null) {
        fresh.add(log);
      } else {
        openIfWanted(log, now);
      }
    }
    fresh.forEach(log -> openIfWanted(log, now));
  }

  private void openIfWanted(FoundLog log, long now) {
    String key = log.log().key();
    if (crowded || !environment.opener().isWanted(log.log())) {
      return;
    }
    if (!environment.openFiles().mayOpen()) {
      crowded = true;
      notOpened.remove(key);
      return;
    }
    TailedLog opened = opening.open(log, now);
    if (opened == null) {
      notOpened.put(key, opening.failure());
    } else {
      waiting.remove(key);
      notOpened.remove(key);
      open.put(key, opened);
      awake.add(opened);
      environment.openFiles().add(this, opened.openFiles());
      checkpoints.remember(key, opened::save);
    }
  }

  private void done(TailedLog log) {
    FoundLog was = log.found();
    String key = was.log().key();
    open.remove(key);
    awake.remove(log);
    endedReadBytes += log.readBytes();
    endedLostBytes += log.lostBytes();
    if (log.isLeft() || log.hasRotatedFiles()) {
      checkpoints.keep(key, log.save());
    }
    if (log.isLeft()) {
      waiting.put(key, new FoundLog(was.log(), was.current(), Start.END));
      return;
    }
    if (!log.hasRotatedFiles()) {
      checkpoints.forget(key);
    }
    // Found again, should it come back.
    keys.values().remove(key);
    found = new HashSet<>(found);
  }
}
