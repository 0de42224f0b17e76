package io.ringtail.node.agent;

import io.ringtail.batch.Destination;
import io.ringtail.config.DeadLetterPlace;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.NameTemplate;
import io.ringtail.config.SinkSettings;
import io.ringtail.encode.RecordBuffer;
import io.ringtail.metadata.Surroundings;
import io.ringtail.node.cli.ReplayRun;
import io.ringtail.node.config.AgentConfig;
import io.ringtail.node.config.NodeConfig;
import io.ringtail.node.config.SinkConfig;
import io.ringtail.node.deliver.Outbox;
import io.ringtail.node.entry.Progress;
import io.ringtail.sink.ArchiveFactory;
import io.ringtail.sink.DeadLetters;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.SinkHandle;
import io.ringtail.telemetry.Accounts;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import io.ringtail.telemetry.Telemetry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends dead letters again. Threading: the one that runs it. */
public final class ReplayProgram implements ReplayRun {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final long LOOK_AGAIN_MILLIS = 10;

  private final Function<String, @Nullable SinkFactory> catalog;
  private final Notices notices;
  private final Map<String, Target> targets = new LinkedHashMap<>();
  private long unread;

  /**
   * @param catalog finds a kind of sink by its name
   * @param notices where it tells what it has done
   */
  public ReplayProgram(Function<String, @Nullable SinkFactory> catalog, Notices notices) {
    this.catalog = catalog;
    this.notices = notices;
  }

  @Override
  public int run(
      NodeConfig config, @Nullable String sink, List<String> places, Surroundings surroundings)
      throws IOException, InterruptedException {
    for (SinkConfig each : config.sinks()) {
      SinkFactory factory = catalog.apply(each.type());
      if (factory != null) {
        targets.put(each.name(), new Target(each, factory, config.agent(), surroundings, notices));
      }
    }
    if (sink != null && !targets.containsKey(sink)) {
      throw new IOException(
          "--sink " + sink + ": no such sink; legal are " + String.join(", ", targets.keySet()));
    }
    for (String place : places) {
      read(place, config, surroundings, sink);
    }
    long refused = 0;
    for (Target target : targets.values()) {
      refused += target.end();
    }
    return unread == 0 && refused == 0 ? DONE : FAILED;
  }

  private void read(
      String place, NodeConfig config, Surroundings surroundings, @Nullable String sink)
      throws IOException, InterruptedException {
    DeadLetterPlace.InSink inSink = DeadLetterPlace.InSink.parse(place);
    if (inSink != null) {
      ArchiveFactory archive = archive(place, inSink);
      SinkSettings settings = config.settingsOf(inSink.sink(), surroundings);
      SinkContext context = new SinkContext(false, null, settings, notices);
      archive.read(inSink.place(), context, (name, lines) -> send(name, lines, sink));
      return;
    }
    Path path = Path.of(place);
    if (!Files.exists(path)) {
      throw new NoSuchFileException(place + ": no such file or directory");
    }
    for (Path file : Files.isDirectory(path) ? DeadLetters.files(path) : List.of(path)) {
      try (InputStream lines = Files.newInputStream(file)) {
        send(file.toString(), lines, sink);
      }
    }
  }

  private ArchiveFactory archive(String place, DeadLetterPlace.InSink inSink) throws IOException {
    if (!(catalog.apply(inSink.sink()) instanceof ArchiveFactory archive)) {
      throw new IOException(place + ": legal are files, directories and s3://bucket/prefix");
    }
    String wrong = archive.problemOf(inSink.place());
    if (wrong != null) {
      throw new IOException(place + ": " + wrong);
    }
    return archive;
  }

  private void send(String file, InputStream in, @Nullable String sink)
      throws IOException, InterruptedException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      try {
        DeadLetter letter = DeadLetter.parse(line);
        Target target = targets.get(sink == null ? letter.sink() : sink);
        if (target == null) {
          throw new IOException("the sink " + letter.sink() + " is not in the configuration");
        }
        target.add(letter);
      } catch (IOException e) {
        unread++;
        notices.tell(
            Weight.WARNING, file + ":" + number, file + ":" + number + ": " + e.getMessage());
      }
    }
  }

  /** One sink. */
  private static final class Target {
    /** Stands for the names that a record was refused under. */
    private static final DestinationNames LOGS =
        new DestinationNames(NameTemplate.DEFAULT_GROUP, NameTemplate.DEFAULT_STREAM);

    private final SinkFactory factory;

    /** Null: names that are those of log groups and streams are kept. */
    private final @Nullable RecordNames names;

    private final Notices notices;
    private final Telemetry telemetry;
    private final RecordBuffer record;
    private final Outbox outbox;

    Target(
        SinkConfig sink,
        SinkFactory factory,
        AgentConfig agent,
        Surroundings surroundings,
        Notices notices) {
      this.factory = factory;
      DestinationNames own = factory.names(sink.settings(), LOGS);
      this.names = own.equals(LOGS) ? null : new RecordNames(own, agent, surroundings);
      this.notices = notices;
      this.telemetry = new Telemetry(sink.name());
      this.record = new RecordBuffer(factory.limits().maxRecordBytes(), factory.limits().form());
      SinkContext context =
          new SinkContext(agent.create(), agent.retentionDays(), sink.settings(), notices);
      this.outbox =
          new Outbox(
              factory.limits(),
              factory.maxConcurrentSends(),
              agent.bufferBytes(),
              agent.lingerMillis(),
              true,
              new SinkHandle(factory, context, cause -> "the records stay in their files"),
              DeadLetters.NONE,
              telemetry,
              Clock.SYSTEM,
              () -> {});
    }

    void add(DeadLetter letter) throws IOException, InterruptedException {
      byte[] json = letter.json().getBytes(StandardCharsets.UTF_8);
      byte[] formed = factory.limits().form().of(json);
      if (json.length > factory.limits().maxRecordBytes()) {
        throw new IOException(json.length + " bytes are too many for this sink");
      }
      Destination destination = destination(letter);
      outbox.flushDue();
      while (!outbox.hasRoom(0) || !outbox.lane(destination).isReady()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        outbox.flushDue();
      }
      record.reset();
      int at = 0;
      while (at < formed.length) {
        int step = Math.min(RecordBuffer.MAX_STEP_BYTES, formed.length - at);
        byte[] room = record.withRoom(step);
        System.arraycopy(formed, at, room, record.length(), step);
        record.setEnd(record.length() + step, 0);
        at += step;
      }
      record.setEnd(record.length(), formed.length - json.length);
      outbox
          .lane(destination)
          .append(record, letter.timeMillis(), new SameId(letter.origin(), letter.number()), 0);
    }

    /** Another sink's names, a log group's for instance, are none of this one's. */
    private Destination destination(DeadLetter letter) throws IOException {
      return names == null || letter.sink().equals(telemetry.sink())
          ? letter.destination()
          : names.of(letter);
    }

    /** Waits until each record has an answer; how many were refused. */
    long end() throws InterruptedException {
      outbox.drain();
      outbox.stop();
      Accounts accounts = telemetry.accounts();
      if (accounts.captured() > 0) {
        notices.tell(
            Weight.INFO,
            "replayed " + telemetry.sink(),
            "replay: "
                + telemetry.sink()
                + ": "
                + accounts.delivered()
                + " records taken, "
                + accounts.totalDropped()
                + " refused again");
      }
      return accounts.totalDropped();
    }
  }

  /** The record keeps the id that it had. */
  private record SameId(long origin, long idNumber) implements Progress {
    @Override
    public Span open(long fromPosition) {
      return () -> {};
    }

    @Override
    public long originId(long position) {
      return origin;
    }

    @Override
    public long number(long position) {
      return idNumber;
    }
  }
}
